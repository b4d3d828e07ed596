package org.tropea.conn.httptunnel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tropea.flow.entry.EntryRequest;
import org.tropea.testkit.entry.EntryRig;

class TunnelConnectionTest {
    private static EntryRig rig() {
        return new EntryRig(new TunnelType(), "HTTPTunnelPort", "9080");
    }

    private static EntryRig connect(String target, String... headers) {
        return rig().says("CONNECT " + target + " HTTP/1.1\r\n" + String.join("\r\n", headers)
                + (headers.length == 0 ? "\r\n" : "\r\n\r\n"));
    }

    private static String status(EntryRig rig) {
        String answer = rig.hears();
        return answer.substring(0, answer.indexOf('\r'));
    }

    @ParameterizedTest
    @CsvSource({
        "example.com:443, example.com, 443",
        "127.0.0.1:80, 127.0.0.1, 80",
        "[::1]:80, ::1, 80",
    })
    void asksForATunnel(String target, String host, int port) {
        EntryRig rig = connect(target, "Host: " + target);
        assertEquals(EntryRequest.Kind.CONNECT, rig.asked.kind());
        assertEquals(host, rig.asked.host());
        assertEquals(port, rig.asked.port());
        assertEquals("httptunnel", rig.asked.source().protocol());
        assertEquals("", rig.hears());
        assertEquals(
                "HTTP/1.0 200 OK\r\nTor-Capabilities: \r\nVia: tor/1.0 tor-network (Tropea)\r\n\r\n",
                rig.connects().hears());
    }

    @Test
    void bytesOneByOneAndDataBehindTheHead() {
        EntryRig rig = rig().saysSlowly("CONNECT a.b:80 HTTP/1.0\r\nUser-Agent: x\r\n\r\nhello");
        assertEquals("a.b", rig.asked.host());
        rig.connects();
        assertEquals("hello", rig.stream.packaged.toString());
    }

    @Test
    void headersIsolate() {
        EntryRig rig = connect(
                "a.b:80",
                "Proxy-Authorization: Basic dG9yOg==",
                "tor-stream-isolation: one",
                "X-Tor-Stream-Isolation: two");
        assertEquals("Basic dG9yOg==", rig.asked.source().user());
        assertTrue(rig.asked.source().isolation().startsWith("one"));
        assertTrue(rig.asked.source().isolation().endsWith("two"));
        assertNull(connect("a.b:80").asked.source().isolation());
        assertNotEquals(
                connect("a.b:80", "Tor-Stream-Isolation: x").asked.source().isolation(),
                connect("a.b:80", "X-Tor-Stream-Isolation: x").asked.source().isolation());
    }

    @ParameterizedTest
    @CsvSource({
        "1, 500 Internal Server Error, end/MISC",
        "2, 503 Service Unavailable (resolve failed), end/RESOLVEFAILED",
        "3, 403 Forbidden (connection refused), end/CONNECTREFUSED",
        "4, 403 Forbidden (exit policy), end/EXITPOLICY",
        "7, 504 Gateway Timeout, end/TIMEOUT",
        "257, 503 Service Unavailable (no circuit), tropea/CANT_ATTACH",
    })
    void failuresHaveAStatusAndAReason(int reason, String status, String told) {
        EntryRig rig = connect("a.b:80").fails(reason);
        String answer = rig.hears();
        assertTrue(answer.startsWith("HTTP/1.0 " + status + "\r\n"), answer);
        assertTrue(answer.contains("\r\nTor-Request-Failed: " + told + "\r\n"), answer);
        assertTrue(answer.endsWith("\r\n\r\n"));
        assertFalse(rig.connection.isOpen());
    }

    @Test
    void optionsTellWhatThereIs() {
        for (String host : new String[] {"localhost", "LOCALHOST:9080", "127.0.0.1:9080", "[::1]"}) {
            EntryRig rig = rig().says("OPTIONS * HTTP/1.0\r\nHost: " + host + "\r\n\r\n");
            String answer = rig.hears();
            assertTrue(
                    answer.startsWith("HTTP/1.0 200 OK\r\nAllow: OPTIONS, CONNECT\r\nTor-Capabilities: \r\n"), answer);
            assertFalse(rig.connection.isOpen());
        }
    }

    @Test
    void otherMethodsHearThatThisIsATunnel() {
        EntryRig rig = rig().says("GET http://a.b/ HTTP/1.1\r\nHost: localhost\r\n\r\n");
        String answer = rig.hears();
        assertTrue(answer.startsWith("HTTP/1.0 405 Method Not Allowed\r\n"), answer);
        assertTrue(answer.contains("\r\nServer: tor/1.0 "), answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n",
                "OPTIONS * HTTP/1.1\r\nHost: localhost.evil.example\r\n\r\n",
                "POST / HTTP/1.1\r\n\r\n",
            })
    void webPagesMadeToTalkToThisPortHearNothing(String request) {
        EntryRig rig = rig().says(request);
        assertEquals("", rig.hears());
        assertFalse(rig.connection.isOpen());
    }

    @Test
    void rpcIsNotThere() {
        assertEquals("HTTP/1.0 501 Not implemented (No RPC Support)", status(connect("a.b:80", "Tor-RPC-Target: 7")));
    }
}
