package org.tropea.authority.role;

import java.time.Clock;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tropea.authority.relays.Register;
import org.tropea.authority.store.DataFiles;
import org.tropea.flow.fault.LocalFault;
import org.tropea.flow.role.Role;
import org.tropea.flow.scope.RouterScope;
import org.tropea.net.directory.DirServer;

/** One router as an authority. Everything happens on its conductor. */
public final class AuthorityRole implements Role {
    private static final Logger LOG = LoggerFactory.getLogger(AuthorityRole.class);
    private static final long STOP_SECONDS = 5;

    private final RouterScope router;
    private final ScheduledExecutorService conductor;
    private final Runnable whenClosed;
    private final Register register;
    private final AuthorityPages pages;

    AuthorityRole(RouterScope router, Clock clock, ScheduledExecutorService conductor, Runnable whenClosed) {
        this.router = router;
        this.conductor = conductor;
        this.whenClosed = whenClosed;
        this.register = new Register(router, new DataFiles(router.options().dataDirectory()), clock, conductor);
        this.pages = new AuthorityPages(register, conductor);
    }

    void start() throws LocalFault {
        conductor.execute(register::start);
        router.part(DirServer.class).serveFirst(pages);
    }

    @Override
    public void reloaded() {
        conductor.execute(register::reloaded);
    }

    @Override
    public void close() {
        whenClosed.run();
        router.part(DirServer.class).withdraw(pages);
        conductor.execute(register::close);
        conductor.shutdown();
        try {
            if (!conductor.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("The authority of router {} is still busy after {} s", router.name(), STOP_SECONDS);
                conductor.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
