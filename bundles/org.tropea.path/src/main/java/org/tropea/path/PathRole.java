package org.tropea.path;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tropea.flow.role.Role;
import org.tropea.flow.scope.RouterScope;
import org.tropea.net.directory.Directory;
import org.tropea.net.directory.Node;
import org.tropea.net.keys.RouterKeys;
import org.tropea.net.option.OptionFault;
import org.tropea.net.path.Paths;

/**
 * One router's chooser, put into its {@link Paths}, and the thread that writes what it has to remember within a second.
 * A disk that cannot be written is told once; the router goes on from memory.
 */
final class PathRole implements Role {
    private static final Logger LOG = LoggerFactory.getLogger(PathRole.class);
    private static final long STOP_SECONDS = 2;

    private final RouterScope router;
    private final StateFile file;
    private final Chooser chooser;
    private final ScheduledExecutorService writer;
    private SavedState unwritten;
    private String failure = "";

    private PathRole(RouterScope router) {
        this.router = router;
        file = new StateFile(router.options().dataDirectory());
        Directory directory = router.part(Directory.class);
        byte[] self = router.part(RouterKeys.class).rsaId();
        Predicate<Node> other = node -> !Arrays.equals(node.rsaId(), self);
        chooser = new Chooser(
                directory::current, router::options, System::currentTimeMillis, new SecureRandom(), other, read());
        writer = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "tropea-state-" + router.name());
            thread.setDaemon(true);
            return thread;
        });
    }

    static PathRole start(RouterScope router) {
        new PathOptions(router.options()); // a bad option is refused here, with its name
        PathRole role = new PathRole(router);
        router.part(Paths.class).use(role.chooser);
        role.writer.scheduleWithFixedDelay(role::write, 1, 1, TimeUnit.SECONDS);
        return role;
    }

    private SavedState read() {
        try {
            return file.read();
        } catch (IOException unreadable) {
            LOG.warn(
                    "Router {} cannot read its state file and begins without: {}",
                    router.name(),
                    unreadable.toString());
            return SavedState.EMPTY;
        }
    }

    /** Options that cannot be read keep the chooser from answering, and are told when paths are asked for. */
    private void write() {
        try {
            SavedState changes = chooser.takeChanges();
            unwritten = changes == null ? unwritten : changes;
            if (unwritten != null) {
                file.write(unwritten, Instant.now());
                unwritten = null;
            }
            failure = "";
        } catch (IOException | RuntimeException fault) {
            if (!failure.equals(fault.toString())) {
                failure = fault.toString();
                LOG.warn("Router {} cannot write its state file: {}", router.name(), failure);
            }
        }
    }

    Chooser chooser() {
        return chooser;
    }

    @Override
    public void reloaded() {
        try {
            new PathOptions(router.options());
        } catch (OptionFault fault) {
            LOG.error("Router {} chooses no paths until this is mended: {}", router.name(), fault.getMessage());
        }
    }

    @Override
    public void close() {
        router.part(Paths.class).withdraw(chooser);
        writer.shutdown();
        try {
            if (!writer.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("The state file of router {} is still being written", router.name());
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        write();
    }
}
