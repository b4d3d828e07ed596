package org.tropea.conn.dir;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.tropea.net.directory.DirAnswer;
import org.tropea.net.directory.DirPages;
import org.tropea.net.directory.DirQuery;
import org.tropea.net.directory.DirServer;
import org.tropea.testkit.HandCrankedLoop;
import org.tropea.testkit.PlayedConnection;

/** A server's connection that a test plays the other side of, with all that it goes by. */
abstract class ServerBed {
    static final String DATE = "Date: Tue, 03 Jun 2025 04:05:06 GMT\r\n";
    static final int UPLOAD_MAX = 1000;
    static final int WAITING_MAX = 300_000;
    static final int COMPRESSIONS = 2;

    final HandCrankedLoop loop = new HandCrankedLoop();
    final DirServer server = new DirServer();
    final List<DirQuery> queries = new ArrayList<>();
    final Compressed compressed = new Compressed();
    final Waiting waiting = new Waiting(WAITING_MAX);
    final NowWork work = new NowWork();
    final FewAtOnce few = new FewAtOnce(COMPRESSIONS);
    final FewAtOnce fewLasting = new FewAtOnce(COMPRESSIONS);
    PlayedConnection connection;
    DirAnswer answer = DirAnswer.document(bytes("hello"), 60);
    Consumer<DirAnswer> later;
    boolean answersLater;
    boolean mayWrite = true;
    int uploadMax;
    final Uploads uploads = new Uploads(1000);

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

    void accept(String from) {
        accept(from, null);
    }

    void accept(String from, DirType.Tunnel tunnel) {
        connection = new PlayedConnection("dir", new InetSocketAddress(from, 40_000), loop);
        Clock clock = Clock.fixed(Instant.parse("2025-06-03T04:05:06Z"), ZoneOffset.UTC);
        ServerParts parts = new ServerParts(
                server,
                compressed,
                uploads,
                waiting,
                few.over(work),
                fewLasting.over(work),
                TimeUnit.SECONDS.toNanos(30),
                clock,
                length -> mayWrite);
        connection.handler = new ServerConnection(connection, tunnel, parts);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    String get(String path, String... headers) {
        connection.receive("GET " + path + " HTTP/1.0\r\n" + String.join("", headers) + "\r\n");
        return connection.sent();
    }
}
