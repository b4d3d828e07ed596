package org.tropea.conn.dir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tropea.flow.fault.CloseCause;
import org.tropea.net.directory.DirAnswer;
import org.tropea.net.directory.DirPages;
import org.tropea.net.directory.DirQuery;
import org.tropea.net.directory.DirServer;
import org.tropea.testkit.HandCrankedLoop;
import org.tropea.testkit.PlayedConnection;

class ServerConnectionTest {
    private static final String DATE = "Date: Tue, 03 Jun 2025 04:05:06 GMT\r\n";
    private static final int UPLOAD_MAX = 1000;
    private static final int WAITING_MAX = 300_000;
    private static final int COMPRESSIONS = 2;

    private final HandCrankedLoop loop = new HandCrankedLoop();
    private final DirServer server = new DirServer();
    private final List<DirQuery> queries = new ArrayList<>();
    private final Compressed compressed = new Compressed();
    private final Waiting waiting = new Waiting(WAITING_MAX);
    private final NowWork work = new NowWork();
    private final FewAtOnce few = new FewAtOnce(work, COMPRESSIONS);
    private PlayedConnection connection;
    private DirAnswer answer = DirAnswer.document(bytes("hello"), 60);
    private Consumer<DirAnswer> later;
    private boolean answersLater;
    private boolean mayWrite = true;
    private int uploadMax;
    private final Uploads uploads = new Uploads(1000);

    @BeforeEach
    void accept() {
        accept("198.51.100.4");
        server.serve(new DirPages() {
            @Override
            public boolean answer(DirQuery query, Consumer<DirAnswer> to) {
                queries.add(query);
                if (answersLater) {
                    later = to;
                } else if (query.path().startsWith("/tor/known")) {
                    to.accept(answer);
                }
                return answersLater || query.path().startsWith("/tor/known");
            }

            @Override
            public int uploadMax() {
                return uploadMax;
            }

            @Override
            public int uploadMax(String path) {
                return path.equals("/tor/known/small") ? Math.min(10, uploadMax) : uploadMax;
            }
        });
    }

    private void accept(String from) {
        accept(from, null);
    }

    private void accept(String from, DirType.Tunnel tunnel) {
        connection = new PlayedConnection("dir", new InetSocketAddress(from, 40_000), loop);
        Clock clock = Clock.fixed(Instant.parse("2025-06-03T04:05:06Z"), ZoneOffset.UTC);
        ServerParts parts = new ServerParts(
                server, compressed, uploads, waiting, few, TimeUnit.SECONDS.toNanos(30), clock, length -> mayWrite);
        connection.handler = new ServerConnection(connection, tunnel, parts);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private String get(String path, String... headers) {
        connection.receive("GET " + path + " HTTP/1.0\r\n" + String.join("", headers) + "\r\n");
        return connection.sent();
    }

    @Test
    void answersWithHeadersAsCtorWritesThem() {
        assertEquals(
                "HTTP/1.0 200 OK\r\n" + DATE + "Content-Type: text/plain\r\nX-Your-Address-Is: 198.51.100.4\r\n"
                        + "Content-Encoding: identity\r\nContent-Length: 5\r\n"
                        + "Expires: Tue, 03 Jun 2025 04:06:06 GMT\r\n\r\nhello",
                get("/tor/known"));
        assertEquals(CloseCause.FINISHED, connection.cause);
        assertTrue(connection.flushes);
    }

    @Test
    void internalAddressesAreNotTold() {
        accept("127.0.0.1");
        assertTrue(!get("/tor/known").contains("X-Your-Address-Is"));
    }

    @Test
    void whoAsksThroughACircuitHearsWhereThatCameFrom() {
        accept("127.0.0.1", new DirType.Tunnel(new InetSocketAddress("198.51.100.7", 9_001)));
        assertTrue(get("/tor/known").contains("\r\nX-Your-Address-Is: 198.51.100.7\r\n"));
    }

    @Test
    void takesARequestByteByByte() {
        for (char c : "GET /tor/known HTTP/1.0\r\nHost: me\r\n\r\n".toCharArray()) {
            connection.receive(String.valueOf(c));
        }
        assertTrue(connection.sent().endsWith("hello"));
        assertEquals("me", queries.get(0).header("HOST"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/tor/known",
                "/known",
                "known",
                "http://198.51.100.9:80/tor/known",
                "https://host/tor/known",
                "/tor/known.z"
            })
    void pathsAreBroughtIntoOneForm(String path) {
        get(path);
        assertEquals("/tor/known", queries.get(0).path());
    }

    @ParameterizedTest
    @EnumSource(Encoding.class)
    void lastingDocumentsGoOutInTheEncodingAskedFor(Encoding encoding) throws IOException {
        answer = DirAnswer.lasting(bytes("abc".repeat(50)), 0, Map.of());
        String got = get("/tor/known", "Accept-Encoding: " + encoding.label() + "\r\n");
        assertTrue(got.contains("Content-Encoding: " + encoding.label() + "\r\n"), got);
        byte[] body = bytes(got.substring(got.indexOf("\r\n\r\n") + 4));
        assertEquals("abc".repeat(50), new String(encoding.decode(body, 1000), StandardCharsets.ISO_8859_1));
    }

    @Test
    void dotZAsksForDeflate() {
        assertTrue(get("/tor/known.z").contains("Content-Encoding: deflate\r\n"));
    }

    @Test
    void largeDocumentGoesOutInPieces() {
        answer = DirAnswer.document(bytes("y".repeat(200_000)), 0);
        connection.receive("GET /tor/known HTTP/1.0\r\n\r\n");
        assertTrue(connection.outbuf().length() < 40_000);
        assertNull(connection.cause);
        StringBuilder all = new StringBuilder();
        for (String piece = connection.sent(); !piece.isEmpty(); piece = connection.sent()) {
            all.append(piece);
        }
        assertTrue(all.toString().endsWith("\r\n\r\n" + "y".repeat(200_000)));
        assertEquals(CloseCause.FINISHED, connection.cause);
    }

    @Test
    void modifiedSinceIsUnderstoodOrTakenAsAbsent() {
        get("/tor/known", "If-Modified-Since: Tue, 03 Jun 2025 04:05:06 GMT\r\n");
        assertEquals(
                Instant.parse("2025-06-03T04:05:06Z").getEpochSecond(),
                queries.get(0).modifiedSince());
        accept("198.51.100.4");
        get("/tor/known", "If-Modified-Since: yesterday\r\n");
        assertEquals(0, queries.get(1).modifiedSince());
    }

    @Test
    void unknownPathIs404() {
        assertEquals("HTTP/1.0 404 Not found\r\n" + DATE + "\r\n", get("/tor/what"));
    }

    @Test
    void shortOfBandwidthIs503() {
        mayWrite = false;
        assertEquals("HTTP/1.0 503 Directory busy, try again later\r\n" + DATE + "\r\n", get("/tor/known"));
        accept("198.51.100.4");
        assertTrue(get("/tor/what").startsWith("HTTP/1.0 404 ")); // what costs nothing is said
    }

    @Test
    void answersLater() {
        answersLater = true;
        assertEquals("", get("/tor/known"));
        later.accept(DirAnswer.notModified());
        loop.crank();
        assertEquals("HTTP/1.0 304 Not modified\r\n" + DATE + "\r\n", connection.sent());
    }

    @Test
    void anAnswerAfterTheEndIsHarmless() {
        answersLater = true;
        get("/tor/known");
        connection.receiveEnd();
        later.accept(answer);
        loop.crank();
        assertEquals("", connection.sent());
        assertEquals(CloseCause.PEER_CLOSED, connection.cause);
    }

    @Test
    void reasonsOfOthersCannotAddHeaders() {
        answer = DirAnswer.of(400, "no\r\nX-Evil: yes");
        assertEquals("HTTP/1.0 400 no  X-Evil: yes\r\n" + DATE + "\r\n", get("/tor/known"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD", "PUT", "DELETE", "CONNECT", "G", "GETT"})
    void otherMethodsGetNoAnswer(String method) {
        connection.receive(method + " /tor/known HTTP/1.0\r\n\r\n");
        assertEquals("", connection.sent());
        assertEquals(CloseCause.PEER_FAULT, connection.cause);
        assertTrue(queries.isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\r\n\r\n",
                "GET\r\n\r\n",
                "GET /tor/known\r\n\r\n",
                "GET /tor/known HTTP/2.0\r\n\r\n",
                "GET /tor/known HTTP/1.\r\n\r\n",
                "GET /tor/known HTTP/1.0 more\r\n\r\n",
                "GET /tor/known and more HTTP/1.0\r\n\r\n",
                "GET /tor/\u0000 HTTP/1.0\r\n\r\n",
                "GET /tor/known HTTP/1.0\nHost: a\r\n\r\n",
                "GET /tor/known HTTP/1.0\r\nno colon\r\n\r\n",
                "GET /tor/known HTTP/1.0\r\n: no name\r\n\r\n",
                "GET /tor/known HTTP/1.0\r\nHost: \u0000\r\n\r\n",
                "GET /tor/known HTTP/1.0\r\nContent-Length: -1\r\n\r\n",
                "GET /tor/known HTTP/1.0\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
                "POST /tor/known HTTP/1.0\r\n\r\nbody",
                "POST /tor/known HTTP/1.0\r\nContent-Length: four\r\n\r\nbody",
                "POST /tor/known HTTP/1.0\r\nContent-Length: 99999999999\r\n\r\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\r\n\r\n"
            })
    void malformedRequestsGet400(String malformed) {
        uploadMax = UPLOAD_MAX;
        connection.receive(malformed);
        assertEquals("HTTP/1.0 400 Bad request\r\n" + DATE + "\r\n", connection.sent());
        assertEquals(CloseCause.FINISHED, connection.cause);
        assertTrue(queries.isEmpty());
    }

    @Test
    void headerWithoutAnEndIsRefused() {
        connection.receive("GET /tor/known HTTP/1.0\r\nX: " + "y".repeat(HttpHead.MAX));
        assertTrue(connection.sent().startsWith("HTTP/1.0 400 "));
    }

    @Test
    void uploadsComeWhole() {
        uploadMax = UPLOAD_MAX;
        connection.receive("POST /tor/known HTTP/1.0\r\nContent-Length: 4\r\n\r\nbo");
        assertTrue(queries.isEmpty());
        connection.receive("dy and what is no part of it");
        assertEquals("body", new String(queries.get(0).body(), StandardCharsets.ISO_8859_1));
        assertEquals(0, connection.inbuf().length());
    }

    @Test
    void largeUploadIsRefusedBeforeItComes() {
        uploadMax = UPLOAD_MAX;
        connection.receive("POST /tor/ HTTP/1.0\r\nContent-Length: 1001\r\n\r\n");
        assertEquals("HTTP/1.0 400 Request too large\r\n" + DATE + "\r\n", connection.sent());
    }

    @Test
    void eachPathHasItsOwnLimit() {
        uploadMax = UPLOAD_MAX;
        connection.receive("POST /tor/known/small HTTP/1.0\r\nContent-Length: 11\r\n\r\n");
        assertTrue(connection.sent().startsWith("HTTP/1.0 400 Request too large\r\n"));
        accept("198.51.100.5");
        connection.receive("POST /tor/known/large HTTP/1.0\r\nContent-Length: 11\r\n\r\n");
        assertEquals("", connection.sent());
    }

    @Test
    void ofTooManyBytesHalfPostedTheOldestAreRefused() {
        uploadMax = UPLOAD_MAX;
        String head = "POST /tor/known HTTP/1.0\r\nContent-Length: 600\r\n\r\n";
        PlayedConnection first = connection;
        first.receive(head + "x".repeat(500));
        accept("198.51.100.5");
        PlayedConnection second = connection;
        second.receive(head + "y".repeat(501));
        loop.turn();
        assertTrue(first.sent().startsWith("HTTP/1.0 503 "));
        assertEquals(0, first.inbuf().length());
        second.receive("y".repeat(99));
        assertEquals(600, queries.get(0).body().length);
    }

    @Test
    void whoIsNoAuthorityTakesNoUploads() {
        connection.receive("POST /tor/ HTTP/1.0\r\nContent-Length: 4\r\n\r\nbody");
        assertTrue(connection.sent().startsWith("HTTP/1.0 400 Nonauthoritative directory does not accept"));
        assertTrue(queries.isEmpty());
    }

    @Test
    void whoMakesNoProgressIsClosed() {
        connection.receive("GET /tor/known HTTP/1.0\r\n");
        loop.advance(TimeUnit.SECONDS.toNanos(29));
        connection.receive("Host: a\r\n");
        loop.advance(TimeUnit.SECONDS.toNanos(29));
        assertNull(connection.cause);
        loop.advance(TimeUnit.SECONDS.toNanos(1));
        assertEquals(CloseCause.IDLE, connection.cause);
        assertEquals(Long.MAX_VALUE, loop.nextTimer());
    }

    // ---- what answers cost ----------------------------------------------------------------------------------------

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
}
