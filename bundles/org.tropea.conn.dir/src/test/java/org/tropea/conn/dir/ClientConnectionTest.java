package org.tropea.conn.dir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.fault.PeerFault;
import org.tropea.net.directory.DirRequest;
import org.tropea.net.directory.DirResponse;
import org.tropea.testkit.HandCrankedLoop;
import org.tropea.testkit.PlayedConnection;

class ClientConnectionTest {
    private static final int MAX = 1000;

    private final HandCrankedLoop loop = new HandCrankedLoop();
    private final PlayedConnection connection =
            new PlayedConnection("dir", new InetSocketAddress("127.0.0.1", 7001), loop);
    private final List<DirResponse> outcomes = new ArrayList<>();
    private final NowWork work = new NowWork();

    @BeforeEach
    void connect() throws PeerFault {
        byte[] body = "body".getBytes(StandardCharsets.US_ASCII);
        DirRequest request = new DirRequest("POST", "/tor/", body, MAX, TimeUnit.SECONDS.toNanos(60), outcomes::add);
        connection.handler = new ClientConnection(connection, request, work, TimeUnit.SECONDS.toNanos(300));
        connection.handler.finishedConnecting();
    }

    private void assertOutcome(int status, String reason, String body) {
        loop.advance(TimeUnit.MINUTES.toNanos(5));
        assertEquals(1, outcomes.size());
        assertEquals(status, outcomes.get(0).status());
        assertEquals(reason, outcomes.get(0).reason());
        assertEquals(body, new String(outcomes.get(0).body(), StandardCharsets.ISO_8859_1));
    }

    @Test
    void asksByHttp10() {
        assertEquals(
                "POST /tor/ HTTP/1.0\r\nHost: 127.0.0.1:7001\r\nAccept-Encoding: x-tor-lzma, x-zstd, deflate, gzip, identity\r\n"
                        + "Content-Length: 4\r\n\r\nbody",
                connection.sent());
    }

    @Test
    void contentLengthEndsTheAnswer() {
        connection.receive("HTTP/1.0 200 OK\r\ncontent-length:  3\r\n\r\nabc");
        assertOutcome(200, "OK", "abc");
        assertEquals(CloseCause.FINISHED, connection.cause);
    }

    @Test
    void takesAnAnswerByteByByte() {
        for (char c : "HTTP/1.1 503 too busy now\r\nContent-Length: 2\r\n\r\nno".toCharArray()) {
            connection.receive(String.valueOf(c));
        }
        assertOutcome(503, "too busy now", "no");
    }

    @Test
    void theEndOfTheStreamEndsAnAnswerWithoutALength() {
        connection.receive("HTTP/1.0 200\r\nDate: today\r\n\r\nab");
        assertTrue(outcomes.isEmpty());
        connection.receive("cd");
        connection.receiveEnd();
        assertOutcome(200, "", "abcd");
    }

    @Test
    void anAnswerThatIsCutShortIsNone() {
        connection.receive("HTTP/1.0 200 OK\r\nContent-Length: 10\r\n\r\nabc");
        connection.receiveEnd();
        assertOutcome(0, "no answer: PEER_CLOSED", "");
    }

    @Test
    void closedBeforeAnythingCameIsNoAnswer() {
        connection.receiveEnd();
        assertOutcome(0, "no answer: PEER_CLOSED", "");
    }

    @Test
    void refusedConnectIsNoAnswer() {
        connection.close(CloseCause.CONNECT_REFUSED);
        assertOutcome(0, "no answer: CONNECT_REFUSED", "");
    }

    @Test
    void bodyAboveTheMaximumIsRefused() {
        connection.receive("HTTP/1.0 200 OK\r\n\r\n" + "x".repeat(MAX));
        assertNull(connection.cause);
        connection.receive("x");
        assertEquals(CloseCause.PEER_FAULT, connection.cause);
        assertOutcome(0, "no answer: PEER_FAULT", "");
    }

    @Test
    void announcedLengthAboveTheMaximumIsRefusedAtOnce() {
        connection.receive("HTTP/1.0 200 OK\r\nContent-Length: 1001\r\n\r\n");
        assertEquals(CloseCause.PEER_FAULT, connection.cause);
    }

    @Test
    void headerWithoutAnEndIsRefused() {
        connection.receive("HTTP/1.0 200 OK\r\nX: " + "y".repeat(32 * 1024));
        assertOutcome(0, "no answer: PEER_FAULT", "");
    }

    @Test
    void readingNeverStopsBelowWhatIsRefused() {
        assertTrue(connection.inbufLimit > MAX + 1 && connection.inbufLimit > 32 * 1024);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0016\u0003\u0001\u0000\r\n\r\n",
                "HTTP/2 200 OK\r\n\r\n",
                "HTTP/1.0 999 what\r\n\r\n",
                "HTTP/1.0 2000 OK\r\n\r\n",
                "HTTP/1.0\r\n\r\n",
                "\r\n\r\n",
                "HTTP/1.0 200 OK\r\nContent-Length: -1\r\n\r\n",
                "HTTP/1.0 200 OK\r\nContent-Length: 99999999999\r\n\r\n",
                "HTTP/1.0 200 OK\r\nContent-Length:\r\n\r\n",
                "HTTP/1.0 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
                "HTTP/1.0 200 OK\r\nno colon\r\n\r\n",
                "HTTP/1.0 200 OK\r\nContent-Encoding: br\r\n\r\n"
            })
    void garbageIsThePeersFault(String garbage) {
        connection.receive(garbage);
        assertOutcome(0, "no answer: PEER_FAULT", "");
    }

    @Test
    void timesOut() {
        connection.receive("HTTP/1.0 200 OK\r\n");
        loop.advance(TimeUnit.SECONDS.toNanos(59));
        assertTrue(outcomes.isEmpty());
        loop.advance(TimeUnit.SECONDS.toNanos(1));
        assertEquals(CloseCause.CONNECT_TIMEOUT, connection.cause);
        assertOutcome(0, "no answer: CONNECT_TIMEOUT", "");
    }

    @Test
    void anAnswerThatGetsOnMayTakeItsTime() {
        connection.receive("HTTP/1.0 200 OK\r\nContent-Length: 4\r\n\r\n");
        for (int i = 0; i < 3; i++) {
            loop.advance(TimeUnit.SECONDS.toNanos(299));
            connection.receive("x");
        }
        assertNull(connection.cause);
        connection.receive("x");
        assertOutcome(200, "OK", "xxxx");
    }

    @Test
    void anAnswerThatStandsStillEnds() {
        connection.receive("HTTP/1.0 200 OK\r\nContent-Length: 4\r\n\r\nx");
        loop.advance(TimeUnit.SECONDS.toNanos(299));
        assertNull(connection.cause);
        loop.advance(TimeUnit.SECONDS.toNanos(1));
        assertOutcome(0, "no answer: CONNECT_TIMEOUT", "");
        assertTrue(outcomes.get(0).heard(), "the mirror can be reached");
    }

    @Test
    void anAnswerThatOnlyTricklesEndsToo() {
        connection.receive("HTTP/1.0 200 OK\r\nContent-Length: 900\r\n\r\n");
        for (int i = 0; i < 30 && connection.cause == null; i++) {
            loop.advance(TimeUnit.SECONDS.toNanos(250));
            connection.receive("x");
        }
        assertEquals(CloseCause.CONNECT_TIMEOUT, connection.cause);
    }

    @Test
    void whatCannotBeDecodedWasHeardAllTheSame() {
        connection.receive("HTTP/1.0 200 OK\r\nContent-Encoding: deflate\r\nContent-Length: 3\r\n\r\nabc");
        assertEquals(0, outcomes.get(0).status());
        assertTrue(outcomes.get(0).heard());
    }

    @Test
    void nothingWasHeardOfWhoDidNotAnswer() {
        connection.receiveEnd();
        assertFalse(outcomes.get(0).heard());
    }

    @Test
    void nothingIsDecodedInTheLoop() throws IOException {
        work.full = true;
        String body = encoded(Encoding.DEFLATE, "abc");
        connection.receive(
                "HTTP/1.0 200 OK\r\nContent-Encoding: deflate\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
        assertOutcome(0, "an answer that cannot be decoded: the workers have no room", "");
    }

    @Test
    void theTimerDoesNotOutliveTheAnswer() {
        connection.receive("HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n");
        assertEquals(Long.MAX_VALUE, loop.nextTimer());
    }

    @Test
    void whatFollowsTheAnswerIsNotPartOfIt() {
        connection.receive("HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nabcdef");
        connection.receiveEnd();
        assertOutcome(200, "OK", "ab");
    }

    private static String encoded(Encoding encoding, String text) throws IOException {
        return new String(
                encoding.encode(List.of(text.getBytes(StandardCharsets.ISO_8859_1))), StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @EnumSource(Encoding.class)
    void decodesWhatItAccepts(Encoding encoding) throws IOException {
        String body = encoded(encoding, "abc".repeat(100));
        connection.receive("HTTP/1.0 200 OK\r\nContent-Encoding: " + encoding.label() + "\r\n\r\n" + body);
        connection.receiveEnd();
        assertOutcome(200, "OK", "abc".repeat(100));
    }

    @ParameterizedTest
    @EnumSource(value = Encoding.class, mode = EnumSource.Mode.EXCLUDE, names = "IDENTITY")
    void whatIsCutShortWhileCompressedIsNoAnswer(Encoding encoding) throws IOException {
        String body = encoded(encoding, "abcdefghijklmnopq".repeat(20));
        connection.receive("HTTP/1.0 200 OK\r\nContent-Encoding: " + encoding.label() + "\r\n\r\n"
                + body.substring(0, body.length() - 6));
        connection.receiveEnd();
        loop.advance(TimeUnit.MINUTES.toNanos(5));
        assertEquals(1, outcomes.size());
        assertEquals(0, outcomes.get(0).status());
        assertTrue(outcomes.get(0).reason().startsWith("an answer that cannot be decoded: "));
    }

    @Test
    void headersAreKept() {
        connection.receive("HTTP/1.0 200 OK\r\nX-Your-Address-Is: 192.0.2.7\r\nContent-Length: 0\r\n\r\n");
        assertEquals("192.0.2.7", outcomes.get(0).header("X-Your-Address-Is"));
        assertEquals("", outcomes.get(0).header("Date"));
    }
}
