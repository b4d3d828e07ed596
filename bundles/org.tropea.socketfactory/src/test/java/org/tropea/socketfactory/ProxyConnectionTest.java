package org.tropea.socketfactory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tropea.cell.EndReason;
import org.tropea.flow.entry.EntryReason;
import org.tropea.flow.fault.LocalFault;
import org.tropea.testkit.PlayedConnection;

/** An HTTP client at one end, a stream played by the test at the other. */
class ProxyConnectionTest {
    private static final String CONNECT = "CONNECT example.com:443 HTTP/1.1\r\nHost: example.com\r\n\r\n";
    private static final String GET = "GET http://example.com/page HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final String POST =
            "POST http://example.com/ HTTP/1.1\r\nHost: example.com\r\nContent-Length: 300000\r\n\r\n";
    private static final int MARK = 64 * 1024;

    private final SocketsRig rig = new SocketsRig();
    private final PlayedConnection client =
            new PlayedConnection("httpproxy", new InetSocketAddress("127.0.0.1", 40_000), rig.group.loop(0));

    @BeforeEach
    void accept() {
        client.handler = new ProxyType().open(client, "test", rig.scope);
    }

    private void assertAnswers(String status) {
        rig.group.crank();
        String answer = client.sent();
        assertTrue(answer.startsWith("HTTP/1.1 " + status), answer);
        assertFalse(client.isOpen());
        assertTrue(client.flushes);
    }

    @Test
    void aTunnelCarriesBytesBothWays() {
        client.receive(CONNECT);
        assertEquals(443, rig.asked.port());
        assertEquals("HTTP/1.1 200 Connection established\r\n\r\n", client.sent());
        client.receive("up");
        assertEquals("up", rig.half.sent());
        rig.half.receive("down");
        assertEquals("down", client.sent());
    }

    @Test
    void aRequestGoesOnInTheFormThatServersExpect() {
        client.receive(GET);
        assertEquals(80, rig.asked.port());
        String head = rig.half.sent();
        assertTrue(head.startsWith("GET /page HTTP/1.1\r\nHost: example.com\r\n"), head);
    }

    @Test
    void whatStandsBehindARequestIsNeverSent() {
        client.receive(GET);
        rig.half.sent();
        client.receive(GET);
        assertEquals("", rig.half.sent());
        assertFalse(client.isOpen());
    }

    @Test
    void theAnswerGetsThereAndItsEnd() {
        client.receive(GET);
        rig.half.receive("HTTP/1.1 200 OK\r\n\r\nbody");
        rig.end.streamEnded(EndReason.DONE);
        rig.half.receiveEnd();
        assertEquals("HTTP/1.1 200 OK\r\n\r\nbody", client.sent());
        assertFalse(client.isOpen());
        assertTrue(client.flushes);
    }

    @Test
    void aSlowClientHoldsWhatComes() {
        client.receive(CONNECT);
        client.sent();
        rig.half.receive("x".repeat(3 * MARK));
        assertEquals(MARK, client.outbuf().length());
        assertEquals(2 * MARK, rig.half.inbuf().length());
        client.sent();
        assertEquals(MARK, client.outbuf().length());
    }

    @Test
    void aSlowServerHoldsTheClient() {
        client.receive(POST);
        rig.half.sent();
        client.receive("x".repeat(2 * MARK));
        assertEquals(MARK, rig.half.outbuf().length());
        assertEquals(MARK, client.inbuf().length());
    }

    /** A client that sends all before it reads must get to the answer that says why. */
    @Test
    void behindTheStreamWhatTheClientSendsIsDropped() {
        client.receive(POST);
        rig.half.sent();
        client.receive("x".repeat(2 * MARK));
        rig.half.receive("y".repeat(2 * MARK));
        rig.end.streamEnded(EndReason.DONE);
        rig.half.receiveEnd();
        assertEquals(0, client.inbuf().length());
        client.receive("x".repeat(MARK));
        assertEquals(0, client.inbuf().length());
        assertEquals(MARK, client.sent().length());
        assertEquals(MARK, client.sent().length());
        assertFalse(client.isOpen());
    }

    @ParameterizedTest
    @CsvSource({
        EndReason.TIMEOUT + ", 504 Gateway Timeout",
        EndReason.RESOLVEFAILED + ", 502 Bad Gateway",
        EntryReason.ENTRYPOLICY + ", 403 Forbidden"
    })
    void aRefusalSaysWhy(int reason, String status) {
        rig.connects = false;
        client.receive(CONNECT);
        rig.end.refused(reason, "as the test wants it");
        assertAnswers(status);
    }

    @Test
    void aPairThatEndsBeforeItsAnswerIsARefusal() {
        rig.connects = false;
        client.receive(CONNECT);
        rig.half.receiveEnd();
        assertAnswers("502 Bad Gateway");
    }

    @Test
    void aMissingPairIsSaid() {
        rig.refusal = new LocalFault("no bundle brings them");
        client.receive(CONNECT);
        assertAnswers("503 Service Unavailable");
    }

    @Test
    void whoSaysNothingIsAnsweredInTheEnd() {
        client.receive("GET ");
        rig.group.advance(TimeUnit.MINUTES.toNanos(3));
        assertAnswers("408 Request Timeout");
    }

    @Test
    void aHeadHasItsLimit() {
        client.receive("GET http://example.com/" + "x".repeat(40_000));
        assertAnswers("431 Request Header Fields Too Large");
    }

    @Test
    void whatIsNoRequestIsRefused() {
        client.receive("hello\r\n\r\n");
        assertAnswers("400 Bad Request");
    }

    @Test
    void aClientThatGoesEndsThePair() {
        client.receive(CONNECT);
        client.receiveEnd();
        rig.group.crank();
        assertFalse(rig.half.isOpen());
    }
}
