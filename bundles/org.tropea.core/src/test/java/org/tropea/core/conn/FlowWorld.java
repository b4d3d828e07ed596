package org.tropea.core.conn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.tropea.flow.buffer.Buffer;
import org.tropea.flow.conn.ConnectionType;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.fault.LocalFault;
import org.tropea.flow.suspend.Reason;
import org.tropea.flow.suspend.Suspension;
import org.tropea.testkit.HeapBufferLayer;
import org.tropea.testkit.MemorySocket;
import org.tropea.testkit.TestScope;

/** Connections over sockets and linked ones, and what a random hand does to them. All numbers come from one seed. */
final class FlowWorld {
    private static final String[] SLOW = {"BandwidthRate", "300000 bytes", "BandwidthBurst", "300000 bytes"};
    private static final String[] FAST = {"BandwidthRate", "1 GB", "BandwidthBurst", "1 GB"};
    private static final String[] OWN = {"PerConnBWRate", "100000 bytes", "PerConnBWBurst", "100000 bytes"};
    private static final String[] FREE = {
        "BandwidthRate", "100000 bytes", "BandwidthBurst", "100000 bytes", "CountPrivateBandwidth", "0"
    };

    private final Rig rig = new Rig(TestScope.of(SLOW));
    private final Random random;
    private final List<Link> links = new ArrayList<>();
    private ConnectionType type;
    private HeapBufferLayer layer = rig.layer;

    FlowWorld(long seed) throws LocalFault {
        random = new Random(seed);
        rig.group.fromOutside(() -> {
            rig.slots.types().withdraw(rig.type);
            return null;
        });
        newType();
        rig.listen("test");
        for (int i = 0; i < 3; i++) {
            links.add(socketLink());
        }
        links.add(halves());
    }

    /** Some one thing happens, then a turn. */
    void step() throws Exception {
        Link link = links.get(random.nextInt(links.size()));
        if (random.nextInt(40) == 0) {
            change();
        } else {
            link.act();
        }
        links.forEach(Link::before);
        if (random.nextInt(3) == 0) {
            rig.loop.clock().advance(random.nextInt(10_000_000));
        }
        rig.group.turn();
        links.forEach(Link::check);
    }

    /** What all share is swapped. */
    private void change() throws Exception {
        switch (random.nextInt(6)) {
            case 0 -> reload(SLOW);
            case 1 -> reload(random.nextBoolean() ? OWN : FREE);
            case 2 -> withdraw();
            case 3, 4 -> swapLayer();
            default -> {
                links.add(random.nextBoolean() ? socketLink() : halves());
                newType();
            }
        }
    }

    private void reload(String... options) {
        rig.table.reload(TestScope.of(options).options());
    }

    private void withdraw() {
        HeapBufferLayer gone = layer;
        layer = null;
        if (gone != null) {
            rig.group.fromOutside(() -> {
                rig.slots.buffers().withdraw(gone);
                return null;
            });
        }
    }

    private void swapLayer() {
        HeapBufferLayer next = new HeapBufferLayer(1 + random.nextInt(20_000));
        rig.slots.buffers().offer(next, Map.of());
        rig.group.crank();
        withdraw();
        layer = next;
    }

    /** From now on other factories' products serve; those that live go on. */
    private void newType() {
        type = (connection, attachment, router) -> new FlowHandler((BaseConnection) connection);
        rig.slots.types().offer(type, Map.of(ConnectionType.TYPE, new String[] {"test", "or"}, "service.ranking", 1));
        rig.group.crank();
    }

    /** Everything is let go: all that was sent arrives. */
    void drain() throws Exception {
        reload(FAST);
        swapLayer();
        links.forEach(Link::release);
        for (int i = 0; i < 400; i++) {
            rig.group.advance(10_000_000);
            links.forEach(Link::takeAll);
        }
        links.forEach(Link::check);
        links.forEach(Link::checkArrived);
    }

    private FlowHandler handler(BaseConnection connection, Pattern out, Pattern in) {
        FlowHandler handler = (FlowHandler) connection.handler();
        handler.out = out;
        handler.in = in;
        return handler;
    }

    private Link socketLink() {
        MemorySocket peer = rig.knock();
        SocketConnection[] found = new SocketConnection[1];
        rig.table.perLoop().get(0).connections().forEach(each -> {
            if (each instanceof SocketConnection socket && peer.local().equals(socket.remote())) {
                found[0] = socket;
            }
        });
        return new SocketLink(handler(found[0], new Pattern(1), new Pattern(2)), peer);
    }

    private Link halves() throws LocalFault {
        LinkedConnection one = (LinkedConnection) rig.table.link("test", "one", "or", "other", rig.loop);
        Pattern there = new Pattern(3);
        Pattern back = new Pattern(4);
        FlowHandler near = handler(one, there, back);
        return new HalfLink(near, handler(one.peer(), back, there));
    }

    /** A connection and whoever is at its other end. */
    private abstract class Link {
        final FlowHandler handler;
        boolean operatorReads;
        boolean operatorWrites;
        boolean wasHeld;
        boolean finished;
        boolean cut;

        Link(FlowHandler handler) {
            this.handler = handler;
        }

        /** The other end does something. */
        abstract void peer() throws IOException;

        abstract void takeAll();

        abstract void checkArrived();

        void act() throws Exception {
            switch (random.nextInt(12)) {
                case 0, 1, 2 -> peer();
                case 3, 4 -> {
                    if (handler.connection.isOpen() && !finished) {
                        handler.write(random.nextInt(60_000));
                    }
                }
                case 5 -> handler.eat(random.nextInt(3) == 0 ? 0 : random.nextInt(50_000));
                case 6 -> handler.limit(1 + random.nextInt(100_000));
                case 7, 8 -> operator(random.nextInt(3) == 0, random.nextInt(3) == 0);
                case 9, 10 -> handler.demand(random.nextInt(3) == 0, random.nextInt(3) == 0);
                default -> end();
            }
        }

        private void operator(boolean read, boolean write) {
            operatorReads = read;
            operatorWrites = write;
            rig.table.hold(handler.connection.id(), read, write);
        }

        private void end() {
            switch (random.nextInt(12)) {
                case 0 -> handler.connection.closeAfterFlush(CloseCause.FINISHED);
                case 1 -> {
                    finished = true;
                    handler.connection.finishWriting();
                }
                case 2 -> {
                    cut = true;
                    handler.connection.close(CloseCause.OPERATOR);
                }
                default -> handler.connection.outbufChanged();
            }
        }

        void release() {
            operator(false, false);
            handler.demand(false, false);
            handler.limit(128 * 1024);
            handler.eat(Integer.MAX_VALUE);
        }

        @Override
        public String toString() {
            return handler.toString();
        }

        void before() {
            wasHeld = handler.connection.reading().holds(Reason.OPERATOR)
                    && handler.connection.writing().holds(Reason.OPERATOR);
        }

        void check() {
            BaseConnection connection = handler.connection;
            if (connection.state() == ConnectionState.CLOSED) {
                return;
            }
            Suspension reading = connection.reading();
            Suspension writing = connection.writing();
            String what = toString();
            assertEquals(connection.inbuf().length() >= handler.limit, reading.holds(Reason.INBUF_FULL), what);
            assertEquals(connection.outbuf().length() == 0, writing.holds(Reason.NOTHING_TO_WRITE), what);
            assertEquals(layer == null, reading.holds(Reason.NO_BUFFERS), what);
            assertEquals(layer == null, writing.holds(Reason.NO_BUFFERS), what);
            assertEquals(operatorReads, reading.holds(Reason.OPERATOR), what);
            assertEquals(operatorWrites, writing.holds(Reason.OPERATOR), what);
            assertEquals(handler.eof, reading.holds(Reason.ENDED), what);
        }
    }

    /** Over a socket, whose interest a spy sees. */
    private final class SocketLink extends Link {
        private final MemorySocket peer;
        private final SpySocket spy;
        private boolean broken;

        SocketLink(FlowHandler handler, MemorySocket peer) {
            super(handler);
            this.peer = peer;
            this.spy = SpySocket.over(handler.connection);
        }

        @Override
        void peer() throws IOException {
            switch (random.nextInt(30)) {
                case 0 -> {
                    broken = true;
                    peer.reset();
                }
                case 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 -> take(random.nextInt(80_000));
                default -> send(random.nextInt(60_000));
            }
        }

        private void send(int bytes) throws IOException {
            Buffer buffer = rig.buffer();
            buffer.append(handler.in.next(bytes), 0, bytes);
            if (!broken && handler.connection.state() == ConnectionState.OPEN) {
                handler.in.sent += peer.write(buffer, bytes);
            }
        }

        private void take(int most) throws IOException {
            if (!broken) {
                Buffer buffer = rig.buffer();
                peer.read(buffer, most);
                handler.out.take(buffer, most);
            }
        }

        @Override
        void before() {
            super.before();
            spy.bytesRead = 0;
            spy.bytesWritten = 0;
        }

        @Override
        void check() {
            super.check();
            BaseConnection connection = handler.connection;
            if (connection.state() != ConnectionState.CLOSED) {
                boolean reads = runs(connection.reading(), handler.demandsRead, Reason.INBUF_FULL);
                boolean writes = runs(connection.writing(), handler.demandsWrite, Reason.NOTHING_TO_WRITE);
                assertEquals(reads, spy.read, () -> "reading shown: " + this);
                assertEquals(writes, spy.write, () -> "writing shown: " + this);
            }
            if (wasHeld && operatorReads && operatorWrites) {
                assertTrue(spy.bytesRead <= (handler.demandsRead ? Gate.RECORD : 0), spy.bytesRead + " bytes read");
                assertTrue(
                        spy.bytesWritten <= (handler.demandsWrite ? Gate.RECORD : 0),
                        spy.bytesWritten + " bytes written");
            }
        }

        @Override
        void takeAll() {
            try {
                take(1_000_000);
            } catch (IOException gone) {
                broken = true;
            }
        }

        @Override
        void checkArrived() {
            if (!broken && !cut) {
                assertEquals(handler.out.sent, handler.out.received, "to the peer: " + this);
            }
            if (!broken && handler.closedWith == null) {
                assertEquals(handler.in.sent, handler.in.received, "from the peer: " + this);
            }
        }
    }

    /** One half and the other, which acts in the same way. */
    private final class HalfLink extends Link {
        private final FlowHandler other;

        HalfLink(FlowHandler handler, FlowHandler other) {
            super(handler);
            this.other = other;
        }

        @Override
        void peer() {
            if (random.nextBoolean()) {
                other.eat(random.nextInt(3) == 0 ? 0 : random.nextInt(60_000));
            } else if (other.connection.isOpen()) {
                other.write(random.nextInt(60_000));
            }
        }

        @Override
        void check() {
            super.check();
            Suspension writing = handler.connection.writing();
            boolean both = handler.connection.state() != ConnectionState.CLOSED
                    && other.connection.state() != ConnectionState.CLOSED;
            if (both) {
                assertEquals(
                        !runs(other.connection.reading(), other.demandsRead, Reason.INBUF_FULL),
                        writing.holds(Reason.LINKED_PEER_FULL),
                        () -> this + ", " + other);
            }
        }

        @Override
        void takeAll() {
            other.eat(Integer.MAX_VALUE);
        }

        @Override
        void checkArrived() {
            if (!cut) {
                assertEquals(handler.out.sent, handler.out.received, "to the other half: " + this + ", " + other);
            }
            if (handler.closedWith == null) {
                assertEquals(handler.in.sent, handler.in.received, "from the other half: " + this + ", " + other);
            }
        }
    }

    private static boolean runs(Suspension direction, boolean demanded, Reason nothingToDo) {
        boolean shut = direction.holds(Reason.CONNECTING)
                || direction.holds(Reason.CLOSING)
                || direction.holds(Reason.ENDED)
                || direction.holds(nothingToDo);
        return direction.runs() || demanded && !shut;
    }
}
