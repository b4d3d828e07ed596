package org.tropea.client;

import java.util.ArrayList;
import java.util.List;
import org.tropea.flow.edge.Stream;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.origin.CircuitEvents;
import org.tropea.flow.origin.ClientEdge;
import org.tropea.flow.origin.Hop;
import org.tropea.flow.origin.OriginCircuit;
import org.tropea.flow.origin.OriginCircuits;
import org.tropea.flow.scope.RouterScope;

/** Circuits that a test builds and breaks by hand. */
final class FakeCircuits implements OriginCircuits {
    final List<Fake> launched = new ArrayList<>();

    @Override
    public OriginCircuit launch(List<Hop> path, CircuitEvents events, EventLoop loop) {
        Fake circuit = new Fake(launched.size() + 1, path, events, loop);
        launched.add(circuit);
        return circuit;
    }

    /** Builds every circuit that is being built. */
    void buildAll() {
        List.copyOf(launched).forEach(Fake::build);
    }

    List<Fake> open() {
        return launched.stream().filter(circuit -> !circuit.closed).toList();
    }

    /** One circuit. */
    static final class Fake extends OriginCircuit {
        final List<FakeStream> opened = new ArrayList<>();
        boolean takesStreams = true;
        boolean closed;
        CloseCause cause;
        private final long id;
        private final List<Hop> path;
        private final CircuitEvents events;
        private final EventLoop loop;
        private int hops;

        Fake(long id, List<Hop> path, CircuitEvents events, EventLoop loop) {
            this.id = id;
            this.path = path;
            this.events = events;
            this.loop = loop;
        }

        void build() {
            if (!closed && hops == 0) {
                connect();
                answer(path.size());
            }
        }

        void connect() {
            events.connected();
        }

        /** Lets hops answer until there are {@code count}. */
        void answer(int count) {
            while (hops < count && !closed) {
                hops++;
                events.extended(hops);
                if (hops == path.size()) {
                    events.built();
                }
            }
        }

        /** It breaks from outside. */
        void fail(CloseCause why) {
            end(why);
        }

        private void end(CloseCause why) {
            if (!closed) {
                closed = true;
                cause = why;
                List.copyOf(opened).forEach(stream -> stream.lose(why.endReason()));
                events.closed(why, 0, hops);
            }
        }

        void unusedIfEmpty() {
            if (streams() == 0) {
                events.unused();
            }
        }

        @Override
        public long id() {
            return id;
        }

        @Override
        public EventLoop loop() {
            return loop;
        }

        @Override
        public RouterScope router() {
            throw new AssertionError("not used");
        }

        @Override
        public List<Hop> path() {
            return path;
        }

        @Override
        public int hops() {
            return hops;
        }

        @Override
        public boolean isBuilt() {
            return !closed && hops == path.size();
        }

        @Override
        public boolean isClosed() {
            return closed;
        }

        @Override
        public void extend(Hop hop) {
            throw new AssertionError("not used");
        }

        @Override
        public Stream open(int command, byte[] body, int hop, ClientEdge edge) {
            if (!takesStreams || !isBuilt()) {
                return null;
            }
            FakeStream stream = new FakeStream(this, command, body, edge);
            opened.add(stream);
            return stream;
        }

        @Override
        public int streams() {
            return (int) opened.stream().filter(stream -> !stream.over).count();
        }

        @Override
        public void close(CloseCause why) {
            loop.execute(() -> end(why));
        }
    }
}
