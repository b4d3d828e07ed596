package org.tropea.conn.dir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tropea.flow.fault.CloseCause;
import org.tropea.net.directory.DirAnswer;
import org.tropea.testkit.PlayedConnection;

/** What answers cost: memory while they wait for slow readers, and compressing. */
class ServerCostTest extends ServerBed {
    private PlayedConnection asks(String... headers) {
        accept("198.51.100.4");
        connection.receive("GET /tor/known HTTP/1.0\r\n" + String.join("", headers) + "\r\n");
        return connection;
    }

    private static String rest(PlayedConnection from) {
        StringBuilder all = new StringBuilder();
        for (String piece = from.sent(); !piece.isEmpty(); piece = from.sent()) {
            all.append(piece);
        }
        return all.toString();
    }

    @Test
    void partsGoOutOneAfterTheOther() {
        answer = DirAnswer.documents(
                List.of(bytes("a".repeat(50_000)), bytes(""), bytes("b"), bytes("c".repeat(70_000))), 0);
        PlayedConnection slow = asks();
        assertTrue(slow.outbuf().length() < 40_000);
        String all = rest(slow);
        assertTrue(all.contains("Content-Length: 120001\r\n"), all.substring(0, 200));
        assertTrue(all.endsWith("\r\n\r\n" + "a".repeat(50_000) + "b" + "c".repeat(70_000)));
        assertEquals(CloseCause.FINISHED, slow.cause);
    }

    @Test
    void partsAreCompressedAsOneDocument() throws IOException {
        answer = DirAnswer.documents(List.of(bytes("first "), bytes("second")), 0);
        String got = rest(asks("Accept-Encoding: deflate\r\n"));
        byte[] body = bytes(got.substring(got.indexOf("\r\n\r\n") + 4));
        assertEquals("first second", new String(Encoding.DEFLATE.decode(body, 100), StandardCharsets.ISO_8859_1));
    }

    @Test
    void whatOthersHoldTooCostsNothing() {
        answer = DirAnswer.documents(List.of(new byte[WAITING_MAX]), 0);
        for (int i = 0; i < 20; i++) {
            assertTrue(asks().sent().startsWith("HTTP/1.0 200 "));
        }
        assertEquals(0, waiting.held());
    }

    @Test
    void whatWaitsForSlowReadersIsBounded() {
        answer = DirAnswer.document(new byte[100_000], 0);
        PlayedConnection first = asks();
        asks();
        asks();
        assertEquals(300_000, waiting.held());
        assertTrue(asks().sent().startsWith("HTTP/1.0 503 Directory busy"));
        rest(first);
        assertEquals(200_000, waiting.held());
        assertTrue(asks().sent().startsWith("HTTP/1.0 200 "), "there is room again");
    }

    @Test
    void whoGoesAwayLeavesRoom() {
        answer = DirAnswer.document(new byte[200_000], 0);
        PlayedConnection one = asks();
        one.receiveEnd();
        assertEquals(0, waiting.held());
    }

    @Test
    void theFormMadeForOneAnswerCountsUntilItIsGone() {
        byte[] random = new byte[250_000];
        new Random(1).nextBytes(random);
        answer = DirAnswer.documents(List.of(random), 0);
        PlayedConnection one = asks("Accept-Encoding: deflate\r\n");
        assertTrue(waiting.held() > 200_000, waiting.held() + " bytes");
        assertTrue(asks("Accept-Encoding: deflate\r\n").sent().startsWith("HTTP/1.0 503 "));
        rest(one);
        assertEquals(0, waiting.held());
    }

    @Test
    void nothingIsCompressedInTheLoop() {
        work.full = true;
        answer = DirAnswer.lasting(bytes("abc".repeat(50)), 0, Map.of());
        String got = rest(asks("Accept-Encoding: x-tor-lzma\r\n"));
        assertTrue(got.contains("Content-Encoding: identity\r\n"), got);
        answer = DirAnswer.document(bytes("abc".repeat(50)), 0);
        assertTrue(rest(asks("Accept-Encoding: deflate\r\n")).contains("Content-Encoding: identity\r\n"));
        work.full = false;
        answer = DirAnswer.lasting(answer.body(), 0, Map.of());
        assertTrue(rest(asks("Accept-Encoding: x-tor-lzma\r\n")).contains("Content-Encoding: x-tor-lzma\r\n"));
    }

    @Test
    void whoAsksForTheSameFormWaitsForTheOneThatIsBeingMade() {
        work.later = true;
        answer = DirAnswer.lasting(bytes("abc".repeat(50)), 0, Map.of());
        PlayedConnection[] askers = new PlayedConnection[6];
        for (int i = 0; i < askers.length; i++) {
            askers[i] = asks("Accept-Encoding: x-tor-lzma\r\n");
        }
        assertEquals(1, work.begun);
        work.waiting.remove().run();
        loop.crank();
        for (PlayedConnection asker : askers) {
            assertTrue(rest(asker).contains("Content-Encoding: x-tor-lzma\r\n"));
        }
        assertTrue(rest(asks("Accept-Encoding: x-tor-lzma\r\n")).contains("Content-Encoding: x-tor-lzma\r\n"));
        assertEquals(1, work.begun);
    }

    @Test
    void whoeverMakesAFormMakesItForTheOthersThoughGone() {
        work.later = true;
        answer = DirAnswer.lasting(bytes("abc".repeat(50)), 0, Map.of());
        PlayedConnection maker = asks("Accept-Encoding: x-tor-lzma\r\n");
        PlayedConnection other = asks("Accept-Encoding: x-tor-lzma\r\n");
        maker.receiveEnd();
        work.waiting.remove().run();
        loop.crank();
        assertEquals("", maker.sent());
        assertTrue(rest(other).contains("Content-Encoding: x-tor-lzma\r\n"));
    }

    @Test
    void onlyAFewDocumentsAreCompressedAtATime() {
        work.later = true;
        for (int i = 0; i < 5; i++) {
            answer = DirAnswer.document(bytes("abc".repeat(50)), 0);
            asks("Accept-Encoding: deflate\r\n");
        }
        assertEquals(COMPRESSIONS, work.begun);
        assertTrue(rest(connection).contains("Content-Encoding: identity\r\n"), "handshakes come first");
        work.waiting.remove().run();
        asks("Accept-Encoding: deflate\r\n");
        assertEquals(COMPRESSIONS + 1, work.begun);
    }

    @Test
    void whatIsAnsweredOnceNeverKeepsOutWhatIsAnsweredOften() {
        work.later = true;
        for (int i = 0; i < COMPRESSIONS; i++) {
            answer = DirAnswer.document(bytes("abc".repeat(50)), 0);
            asks("Accept-Encoding: deflate\r\n");
        }
        answer = DirAnswer.lasting(bytes("abc".repeat(50)), 0, Map.of());
        asks("Accept-Encoding: x-tor-lzma\r\n");
        assertEquals(COMPRESSIONS + 1, work.begun, "the consensus is compressed all the same");
        work.waiting.removeLast().run();
        assertTrue(rest(connection).contains("Content-Encoding: x-tor-lzma\r\n"));
    }

    @Test
    void ofWhatIsAnsweredOftenOnlyAFewAreCompressedAtATimeToo() {
        work.later = true;
        for (int i = 0; i < 5; i++) {
            answer = DirAnswer.lasting(bytes("abc".repeat(50)), 0, Map.of());
            asks("Accept-Encoding: x-tor-lzma\r\n");
        }
        assertEquals(COMPRESSIONS, work.begun);
    }
}
