package org.tropea.conn.httptunnel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tropea.flow.fault.CloseCause;
import org.tropea.testkit.entry.EntryRig;

/** Every malformed request gets HTTP's refusal, to the byte, and a closed connection; nothing is asked. */
class MalformedTest {
    private static final String REQUEST = "CONNECT a.b:80 HTTP/1.1\r\nHost: a.b:80\r\n\r\n";
    private static final String BAD =
            "HTTP/1.0 400 Bad Request\r\nTor-Capabilities: \r\nServer: tor/1.0 (Tropea)\r\n\r\n";
    private static final String TOO_LONG =
            "HTTP/1.0 414 Request-URI Too Long\r\n" + "Tor-Capabilities: \r\nVia: tor/1.0 tor-network (Tropea)\r\n\r\n";

    private static EntryRig rig() {
        return new EntryRig(new TunnelType(), "HTTPTunnelPort", "9080");
    }

    private static void assertRefuses(String answer, EntryRig rig) {
        assertEquals(answer, rig.hears());
        assertEquals(CloseCause.FINISHED, rig.connection.cause);
        assertTrue(rig.connection.flushes, "closed behind the refusal");
        assertNull(rig.asked);
    }

    private static void assertRefused(String request, String answer) {
        assertRefuses(answer, rig().says(request));
        assertRefuses(answer, rig().saysSlowly(request));
        assertRefuses(answer, rig().says(request + "\u00ff\u0000".repeat(5_000)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "\n\n\n",
                "\r",
                " ",
                "CONNECT",
                "CONNECT ",
                "CONNECT a.b:80",
                "CONNECT  HTTP/1.1",
                " CONNECT a.b:80 HTTP/1.1",
                "\r\nCONNECT a.b:80 HTTP/1.1",
                "CONNECT a.b:80 HTTP/1.1 more",
                "CONNECT a.b:80 SPDY/1",
                "CONNECT a.b:80 HTTP",
                "CONNECT a.b:80 HTTP/",
                "CONNECT a.b:80 HTTP/0.9",
                "CONNECT a.b:80 HTTP/2.0",
                "CONNECT a.b:80 HTTP/1.10",
                "CONNECT a.b:80 http/1.1",
                "CONNECT a.b HTTP/1.1",
                "CONNECT a.b: HTTP/1.1",
                "CONNECT a.b:0 HTTP/1.1",
                "CONNECT a.b:65536 HTTP/1.1",
                "CONNECT a.b:99999999999999999999 HTTP/1.1",
                "CONNECT a.b:-1 HTTP/1.1",
                "CONNECT a.b:+80 HTTP/1.1",
                "CONNECT a.b:x HTTP/1.1",
                "CONNECT :80 HTTP/1.1",
                "CONNECT a..b:80 HTTP/1.1",
                "CONNECT -a.b:80 HTTP/1.1",
                "CONNECT 1.2.3.999:80 HTTP/1.1",
                "CONNECT [::g]:80 HTTP/1.1",
                "CONNECT [::1:80 HTTP/1.1",
                "CONNECT http://a.b:80 HTTP/1.1",
                "CONNECT a\u0000.b:80 HTTP/1.1",
                "CONNECT a.b\u0000:80 HTTP/1.1",
                "CONNECT a.b:80\u0000 HTTP/1.1",
                "CONNECT a.b:80 HTTP/1.1\u0000",
                "CONNECT a.b:80 HTTP/1.1\r\nProxy-Authorization: a\u0000b",
                "CONNECT a.b:80 HTTP/1.1\r\nTor-Stream-Isolation: a\u0001\u00ff\u0001\u00ffb",
                "CONNECT a.b:80 HTTP/1.1\rHost: a.b",
                "CONNECT a\u00ff\u00fe.b:80 HTTP/1.1",
                "CONNECT \u00c3\u00bc.de:80 HTTP/1.1",
                "\u0005\u0001\u0000",
                "\u0016\u0003\u0001\u0002\u0000",
            })
    void badRequests(String head) {
        assertRefused(head + "\r\n\r\n", BAD);
    }

    @Test
    void headsHaveAnEnd() {
        String endless = "CONNECT a.b:80 HTTP/1.1\r\nX: " + "x".repeat(8_300);
        assertRefuses(BAD, rig().says(endless));
        assertRefuses(BAD, rig().saysSlowly(endless));
        assertRefuses(BAD, rig().says(endless + "\r\n\r\n"));
        assertRefuses(BAD, rig().says("\u0000".repeat(60_000)));
    }

    @Test
    void targetsHaveAnEnd() {
        assertRefused("CONNECT " + "a".repeat(300) + ":80 HTTP/1.1\r\n\r\n", TOO_LONG);
        assertRefused("CONNECT " + "\u00ff".repeat(300) + ":80 HTTP/1.1\r\n\r\n", TOO_LONG);
    }

    @Test
    void truncatedRequestsAreBadWhereverTheyEnd() {
        for (int length = 1; length < REQUEST.length(); length++) {
            EntryRig rig = rig().says(REQUEST.substring(0, length));
            assertEquals("", rig.hears());
            rig.connection.receiveEnd();
            String answer = rig.hears();
            assertTrue(answer.startsWith("HTTP/1.0 400 Bad Request\r\n") && answer.endsWith("\r\n\r\n"), answer);
            assertEquals(CloseCause.FINISHED, rig.connection.cause);
            assertNull(rig.asked);
        }
        assertNotNull(rig().says(REQUEST).asked);
    }

    @Test
    void whoStopsInItsMidstHearsItAfterSocksTimeout() {
        EntryRig rig = rig().says(REQUEST.substring(0, 20));
        rig.loop.advance(TimeUnit.MINUTES.toNanos(10));
        String answer = rig.hears();
        assertTrue(answer.startsWith("HTTP/1.0 504 Gateway Timeout\r\n"), answer);
        assertEquals(CloseCause.FINISHED, rig.connection.cause);
    }

    @Test
    void whoSaysNothingHearsNothing() {
        EntryRig rig = rig();
        rig.connection.receiveEnd();
        assertEquals("", rig.hears());
        assertEquals(CloseCause.PEER_CLOSED, rig.connection.cause);
    }
}
