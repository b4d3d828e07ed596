package org.tropea.router.shell;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.tropea.flow.fault.LocalFault;
import org.tropea.router.ManagedRouter;
import org.tropea.router.RouterBook;

/** {@code router:list}, {@code show}, {@code start}, {@code stop}, {@code drain}, {@code reload}. */
@Component(
        service = RouterCommands.class,
        property = {
            "osgi.command.scope=router",
            "osgi.command.function=list",
            "osgi.command.function=show",
            "osgi.command.function=start",
            "osgi.command.function=stop",
            "osgi.command.function=drain",
            "osgi.command.function=reload",
            "tropea.command.reads=list",
            "tropea.command.reads=show",
            "tropea.command.options=limit",
            "tropea.command.complete.name=routers",
            "tropea.command.help.list=The routers, and what each has open",
            "tropea.command.help.show=All there is to know of one router",
            "tropea.command.help.start=Starts a router that is stopped",
            "tropea.command.help.stop=Stops a router at once; the process stays",
            "tropea.command.help.drain=No new circuits; stops when none is left",
            "tropea.command.help.reload=Reads a router's torrc again, as SIGHUP"
        })
public final class RouterCommands {
    private final RouterBook book;

    /** Whoever can read a torrc again; what SIGHUP runs, with an answer. */
    @Reference(
            target = "(tropea.signal=HUP)",
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile Callable<String> torrc;

    /** Commands about the routers of {@code book}. */
    @Activate
    public RouterCommands(@Reference RouterBook book) {
        this.book = book;
    }

    /** Every configured router, running or not. */
    public List<RouterLine> list() {
        return book.all().stream().map(each -> RouterLine.of(each.view())).toList();
    }

    /** Everything about the router {@code name}. */
    public RouterSheet show(String name) {
        return RouterSheet.of(book.find(name).view());
    }

    /** Starts it with the configuration that there is now; returns once it is up. */
    public String start(String name) throws LocalFault, InterruptedException {
        ManagedRouter router = book.find(name);
        router.start();
        return "router " + name + " is up as " + router.view().addresses();
    }

    /** Stops it at once. It stays stopped, though its configuration remains, until {@code router:start}. */
    public String stop(String name) throws InterruptedException {
        ManagedRouter router = book.find(name);
        int circuits = router.view().status().circuits();
        router.stop();
        return "router " + name + " is stopped; " + circuits + " circuits were closed";
    }

    /**
     * Lets it take no new circuits and watches until none is left, or {@code limit} seconds (0: no limit) are over; then
     * it is stopped. Who interrupts this ends the watching: the router goes on draining.
     */
    public String drain(String name, long limit, Consumer<Object> progress) throws InterruptedException {
        if (limit < 0) {
            throw new IllegalArgumentException("--limit is " + limit + "; accepted are seconds from 0 on");
        }
        ManagedRouter router = book.find(name);
        router.drain(limit);
        int left = new DrainWatch(router, progress).untilDrained();
        return "router " + name + " is stopped; " + left + " circuits were closed with it";
    }

    /** Reads the torrc again from which it was configured. */
    public String reload(String name) throws Exception {
        ManagedRouter router = book.find(name);
        Callable<String> reader = torrc;
        if (!router.hasTorrc() || reader == null) {
            throw new IllegalStateException("router " + name + " has no torrc to read; what is changed in "
                    + router.configuration() + " takes effect at once");
        }
        return reader.call();
    }

    /** Names of routers, for completion. */
    public List<String> routers() {
        return book.names();
    }
}
