package org.tropea.launcher;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import sun.misc.Signal;

/**
 * TERM ends the run at once. The first INT lets every router shut down gracefully, the second ends the run at once.
 * HUP asks every router to reload. Handlers run on the JVM's signal thread, the routers' on threads of their own.
 */
@SuppressWarnings("sunapi")
final class Signals {
    private final Container container;
    private final Ending ending;
    private final Notices notices;
    private final AtomicBoolean interrupted = new AtomicBoolean();

    private Signals(Container container, Ending ending, Notices notices) {
        this.container = container;
        this.ending = ending;
        this.notices = notices;
    }

    static void install(Container container, Ending ending, Notices notices) {
        Signals signals = new Signals(container, ending, notices);
        Signal.handle(new Signal("TERM"), s -> signals.terminate());
        Signal.handle(new Signal("INT"), s -> signals.interrupt());
        Signal.handle(new Signal("HUP"), s -> signals.reload());
    }

    private void terminate() {
        notices.say("Catching signal TERM, exiting cleanly.");
        ending.ended();
    }

    private void interrupt() {
        List<Runnable> routers = container.handlers("INT");
        if (!interrupted.compareAndSet(false, true) || routers.isEmpty()) {
            notices.say("Catching signal INT, exiting now.");
            ending.ended();
            return;
        }
        notices.say("Interrupt: shutting down gracefully. Interrupt again to exit now.");
        new Thread(() -> shutDown(routers), "shutdown").start();
    }

    private void shutDown(List<Runnable> routers) {
        List<Thread> threads = new ArrayList<>();
        for (Runnable router : routers) {
            threads.add(started(router, "shutdown-router"));
        }
        try {
            for (Thread thread : threads) {
                thread.join();
            }
            notices.say("Clean shutdown finished. Exiting.");
            ending.ended();
        } catch (InterruptedException e) {
            ending.failed("interrupted while the router was shutting down");
        }
    }

    private void reload() {
        notices.say("Received reload signal (hup). Reloading config.");
        container.handlers("HUP").forEach(handler -> started(handler, "reload"));
    }

    private static Thread started(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
