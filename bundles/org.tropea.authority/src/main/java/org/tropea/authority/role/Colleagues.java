package org.tropea.authority.role;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
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
import org.tropea.net.option.Options;
import org.tropea.netdoc.value.Octets;
import org.tropea.netdoc.value.ValueFault;

/** The authorities of the DirAuthority lines, and what is sent to and fetched from all but ourselves. On the conductor. */
final class Colleagues implements Mail {
    private static final Logger LOG = LoggerFactory.getLogger(Colleagues.class);
    private static final long TIMEOUT = TimeUnit.SECONDS.toNanos(30);
    private static final int ANSWER_MAX = 64 * 1024;

    private final RouterScope router;
    private final Executor conductor;
    private final EventLoop loop;
    private final String self;
    private final Supplier<Options> options;

    /** {@code self} is our relay fingerprint; {@code options} are those of the present round. */
    Colleagues(RouterScope router, Executor conductor, String self, Supplier<Options> options) {
        this.router = router;
        this.conductor = conductor;
        this.loop = router.part(LoopGroup.class).loops().get(0);
        this.self = self;
        this.options = options;
    }

    /** The v3 identities of all authorities, ourselves included. */
    static List<Octets> identities(List<DirAuthorityLine> lines) throws LocalFault {
        List<Octets> all = new ArrayList<>();
        for (DirAuthorityLine line : lines) {
            if (line.v3Ident().isPresent()) {
                try {
                    all.add(Octets.ofHex(line.v3Ident().get()));
                } catch (ValueFault impossible) {
                    throw new LocalFault("DirAuthority: " + impossible.getMessage(), impossible);
                }
            }
        }
        return all;
    }

    @Override
    public void post(String path, String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        for (DirAuthorityLine line : others()) {
            send(line, new DirRequest("POST", path, body, ANSWER_MAX, TIMEOUT, answer -> posted(line, path, answer)));
        }
    }

    private static void posted(DirAuthorityLine line, String path, DirResponse answer) {
        if (answer.status() == 200) {
            LOG.debug("{} took what was posted to {}: {}", line.nickname(), path, answer.reason());
        } else {
            LOG.warn(
                    "{} refused what was posted to {}: {} {}", line.nickname(), path, answer.status(), answer.reason());
        }
    }

    @Override
    public void get(String path, int max, BiConsumer<String, byte[]> take) {
        for (DirAuthorityLine line : others()) {
            Consumer<DirResponse> done = answer -> {
                if (answer.status() == 200) {
                    onConductor(() -> take.accept(line.nickname(), answer.body()));
                } else {
                    LOG.info("{} has no {}: {} {}", line.nickname(), path, answer.status(), answer.reason());
                }
            };
            send(line, new DirRequest("GET", path, new byte[0], max, TIMEOUT, done));
        }
    }

    private void onConductor(Runnable work) {
        try {
            conductor.execute(work);
        } catch (RejectedExecutionException stopping) {
            LOG.debug("Router {} stops; an answer came too late", router.name());
        }
    }

    private List<DirAuthorityLine> others() {
        return options.get().authorities().stream()
                .filter(line ->
                        line.v3Ident().isPresent() && !line.fingerprint().equals(self))
                .toList();
    }

    private void send(DirAuthorityLine line, DirRequest request) {
        InetSocketAddress address = line.dirAddress(DirAuthorityLine.Use.VOTE);
        try {
            loop.execute(() -> dial(address, request));
        } catch (RejectedExecutionException stopped) {
            LOG.debug("Router {} stops; nothing is sent to {}", router.name(), line.nickname());
        }
    }

    private void dial(InetSocketAddress address, DirRequest request) {
        try {
            router.part(Connections.class).dial("dir", address, request, loop);
        } catch (LocalFault fault) {
            request.done().accept(new DirResponse(0, fault.getMessage(), new byte[0]));
        }
    }
}
