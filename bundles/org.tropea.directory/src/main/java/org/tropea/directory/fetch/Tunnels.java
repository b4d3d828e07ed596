package org.tropea.directory.fetch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.fault.LocalFault;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.origin.CircuitEvents;
import org.tropea.flow.origin.LinkedStream;
import org.tropea.flow.origin.OriginCircuit;
import org.tropea.flow.origin.OriginCircuits;
import org.tropea.flow.scope.RouterScope;
import org.tropea.net.directory.DirRequest;
import org.tropea.net.directory.DirResponse;

/**
 * One-hop circuits for directory requests, at most one to each mirror, which several requests share and which goes when
 * it had none for a while. Touched only by its loop.
 */
final class Tunnels {
    private static final long BUILD_TIMEOUT = TimeUnit.SECONDS.toNanos(30);
    private static final long IDLE = TimeUnit.SECONDS.toNanos(60);

    private final RouterScope router;
    private final EventLoop loop;
    private final Map<String, Tunnel> open = new HashMap<>();
    private boolean closed;

    Tunnels(RouterScope router, EventLoop loop) {
        this.router = router;
        this.loop = loop;
    }

    /** Sends {@code request} to {@code mirror}; its outcome is told by the request itself. */
    void send(Mirror mirror, DirRequest request) {
        if (closed) {
            refuse(request, "the directory client has stopped");
            return;
        }
        Tunnel known = open.get(mirror.key());
        if (known == null) {
            known = new Tunnel(mirror);
            open.put(mirror.key(), known);
            known.launch();
        }
        known.send(request);
    }

    /** Closes all; nothing is sent any more. */
    void close() {
        closed = true;
        List.copyOf(open.values()).forEach(tunnel -> tunnel.give("the directory client has stopped"));
    }

    private static void refuse(DirRequest request, String why) {
        request.done().accept(new DirResponse(0, why, new byte[0]));
    }

    /** One circuit: BUILDING, then OPEN, then gone from {@link #open}. */
    private final class Tunnel implements CircuitEvents {
        private final Mirror mirror;
        private final List<DirRequest> waiting = new ArrayList<>();
        private OriginCircuit circuit;
        private EventLoop.Timer timer;
        private boolean built;
        private String failure;

        Tunnel(Mirror mirror) {
            this.mirror = mirror;
        }

        void launch() {
            try {
                circuit = router.part(OriginCircuits.class).launch(List.of(mirror.hop()), this, loop);
                timer = loop.schedule(BUILD_TIMEOUT, () -> give("no circuit in time"));
            } catch (RejectedExecutionException stopped) {
                failure = "the router has stopped";
            }
        }

        void send(DirRequest request) {
            if (failure != null) {
                open.remove(mirror.key(), this);
                refuse(request, failure);
            } else if (built) {
                begin(request);
            } else {
                waiting.add(request);
            }
        }

        private void begin(DirRequest request) {
            timer.cancel();
            try {
                LinkedStream.beginDir(circuit, 1, "dir", request);
            } catch (LocalFault fault) {
                refuse(request, fault.getMessage());
                unused();
            }
        }

        @Override
        public void built() {
            built = true;
            timer.cancel();
            List<DirRequest> ready = List.copyOf(waiting);
            waiting.clear();
            ready.forEach(this::begin);
        }

        @Override
        public void unused() {
            timer.cancel();
            timer = loop.schedule(IDLE, () -> give("idle"));
        }

        /** Gives the circuit up. */
        void give(String why) {
            failure = why;
            circuit.close(CloseCause.FINISHED);
        }

        @Override
        public void closed(CloseCause cause, int reason, int hops) {
            open.remove(mirror.key(), this);
            timer.cancel();
            failure = failure == null ? "the circuit to " + mirror.name() + " closed: " + cause : failure;
            List<DirRequest> left = List.copyOf(waiting);
            waiting.clear();
            left.forEach(request -> refuse(request, failure));
        }
    }
}
