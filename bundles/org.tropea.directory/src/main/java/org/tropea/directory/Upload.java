package org.tropea.directory;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tropea.flow.conn.Connections;
import org.tropea.flow.fault.LocalFault;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.loop.LoopGroup;
import org.tropea.flow.scope.RouterScope;
import org.tropea.net.directory.DirRequest;
import org.tropea.net.directory.DirResponse;
import org.tropea.net.option.DirAuthorityLine;

/** One descriptor, with its extra-info document, on its way to one authority (dir-spec 2.1): POST to {@code /tor/}. */
final class Upload {
    private static final Logger LOG = LoggerFactory.getLogger(Upload.class);
    private static final int ANSWER_MAX = 64 * 1024;
    private static final long TIMEOUT = TimeUnit.SECONDS.toNanos(60);

    private Upload() {}

    /** Sends {@code documents}, of which {@code uploads} keeps account; {@code done} learns whether trying again may help. Any thread but a loop. */
    static void start(
            RouterScope router, DirAuthorityLine authority, String documents, Uploads uploads, Consumer<Boolean> done) {
        EventLoop loop = router.part(LoopGroup.class).loops().get(0);
        byte[] body = documents.getBytes(StandardCharsets.UTF_8);
        uploads.sent(authority);
        DirRequest request = new DirRequest("POST", "/tor/", body, ANSWER_MAX, TIMEOUT, response -> {
            uploads.answered(authority, response);
            done.accept(tryAgain(authority, response));
        });
        loop.execute(() -> {
            try {
                InetSocketAddress address = authority.dirAddress(DirAuthorityLine.Use.UPLOAD);
                router.part(Connections.class).dial("dir", address, request, loop);
            } catch (LocalFault fault) {
                LOG.warn("Cannot publish to authority {}: {}", authority.nickname(), fault.getMessage());
                uploads.failed(authority, fault);
                done.accept(true);
            }
        });
    }

    private static boolean tryAgain(DirAuthorityLine authority, DirResponse response) {
        switch (response.status()) {
            case 200 -> LOG.info("Published our descriptor to authority {}", authority.nickname());
            case 0 ->
                LOG.info("Authority {} gave no answer ({}); trying again", authority.nickname(), response.reason());
            default ->
                LOG.warn(
                        "Authority {} refused our descriptor: {} {}",
                        authority.nickname(),
                        response.status(),
                        response.reason());
        }
        return response.status() == 0 || response.status() >= 500;
    }
}
