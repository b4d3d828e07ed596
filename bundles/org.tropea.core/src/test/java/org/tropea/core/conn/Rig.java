package org.tropea.core.conn;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.InstantSource;
import java.util.Map;
import org.tropea.core.slot.Bugs;
import org.tropea.core.slot.RouterLoops;
import org.tropea.core.slot.SlotContext;
import org.tropea.core.slot.SwapLog;
import org.tropea.flow.buffer.Buffer;
import org.tropea.flow.conn.ConnectionType;
import org.tropea.flow.conn.Listener;
import org.tropea.flow.conn.ListenerFactory;
import org.tropea.flow.fault.LocalFault;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.loop.IoEvents;
import org.tropea.flow.loop.IoListener;
import org.tropea.flow.suspend.Suspension;
import org.tropea.testkit.HandCrankedLoop;
import org.tropea.testkit.HandCrankedLoopGroup;
import org.tropea.testkit.HeapBufferLayer;
import org.tropea.testkit.ManualClock;
import org.tropea.testkit.MemoryNetwork;
import org.tropea.testkit.MemorySocket;
import org.tropea.testkit.TestScope;

/** A router's connections over hand-cranked loops and a network in memory. */
final class Rig {
    static final InetSocketAddress HERE = new InetSocketAddress("127.0.0.1", 9001);
    static final long MILLI = 1_000_000L;
    static final long SECOND = 1_000 * MILLI;

    final HandCrankedLoopGroup group;
    final HandCrankedLoop loop;
    final SlotContext context;
    final ConnectionSlots slots;
    final RouterBandwidth limits;
    final ConnectionTable table;
    final TestType type = new TestType();
    final TestListeners listenerFactory = new TestListeners();
    final HeapBufferLayer layer = new HeapBufferLayer();

    Rig(TestScope scope) {
        this(scope, 1, 1_000);
    }

    Rig(TestScope scope, int loops, int most) {
        group = new HandCrankedLoopGroup(loops, new ManualClock(), new MemoryNetwork(64 * 1024));
        loop = group.loop(0);
        context = new SlotContext(
                new RouterLoops(group.loops()),
                new SwapLog("test", 10, InstantSource.system()),
                new Bugs(),
                () -> scope.options().intervalNanos("SwapDrainTime"));
        slots = ConnectionSlots.of(context);
        limits = new RouterBandwidth(scope.options(), loops, loop.now());
        table = new ConnectionTable(
                scope, context, slots, limits, new LoopLoads(group.loops().size()), new DescriptorLimit(most));
        slots.types().offer(type, Map.of(ConnectionType.TYPE, new String[] {"test", "or"}));
        slots.buffers().offer(layer, Map.of());
        slots.listeners().offer(listenerFactory, Map.of());
        group.crank();
    }

    Rig() {
        this(TestScope.of());
    }

    /** Listens for {@code type}. */
    SocketAddress listen(String name) {
        return group.fromOutside(() -> table.listen(name, HERE));
    }

    /** A raw socket to the listener. */
    MemorySocket knock() {
        try {
            Quiet quiet = new Quiet();
            quiet.socket = (MemorySocket) loop.connect(HERE, null, quiet);
            group.crank();
            return quiet.socket;
        } catch (IOException fault) {
            throw new AssertionError(fault);
        }
    }

    /** A raw socket and the handler of the connection that was accepted for it. */
    TestHandler accept(String name) {
        listen(name);
        peer = knock();
        return type.last();
    }

    /** The raw socket of the last {@link #accept}. */
    MemorySocket peer;

    /** Sends {@code bytes} zeros from the raw socket. */
    int send(int bytes) {
        Buffer buffer = buffer();
        buffer.append(new byte[bytes], 0, bytes);
        try {
            return peer.write(buffer, bytes);
        } catch (IOException fault) {
            throw new AssertionError(fault);
        }
    }

    /** Takes what came at the raw socket; -1 at the end. */
    int take(int most) {
        try {
            return peer.read(buffer(), most);
        } catch (IOException fault) {
            throw new AssertionError(fault);
        }
    }

    Buffer buffer() {
        return layer.pool(loop::now).buffer();
    }

    TestHandler[] link() throws LocalFault {
        table.link("test", "one", "or", "other", loop);
        group.crank();
        int count = type.handlers.size();
        return new TestHandler[] {type.handlers.get(count - 2), type.handlers.get(count - 1)};
    }

    /** A pair whose second half has no type. */
    TestHandler[] linkTo() throws LocalFault {
        TestHandler[] far = new TestHandler[1];
        table.link("test", "one", half -> far[0] = new TestHandler((BaseConnection) half, null), loop);
        group.crank();
        return new TestHandler[] {type.last(), far[0]};
    }

    /** Events of a raw socket: the test looks itself. */
    private static final class Quiet implements IoEvents {
        private MemorySocket socket;

        @Override
        public void readable() {}

        @Override
        public void writable() {
            try {
                socket.finishConnect();
            } catch (IOException fault) {
                throw new AssertionError(fault);
            }
        }
    }

    /** Listeners over the loop, without anything of the listener bundle's own. */
    static final class TestListeners implements ListenerFactory {
        @Override
        public Listener listen(String type, SocketAddress local, IoListener.Accepted accepted, EventLoop loop)
                throws LocalFault {
            try {
                return new TestListener(type, loop.listen(local, accepted));
            } catch (IOException fault) {
                throw new LocalFault("cannot listen on " + local + ": " + fault.getMessage(), fault);
            }
        }
    }

    private static final class TestListener extends Listener {
        private final String type;
        private final IoListener socket;
        private final Suspension accepting = new Suspension(this::apply);

        TestListener(String type, IoListener socket) {
            this.type = type;
            this.socket = socket;
            apply();
        }

        private void apply() {
            socket.accepting(accepting.runs());
        }

        @Override
        public String type() {
            return type;
        }

        @Override
        public Suspension accepting() {
            return accepting;
        }

        @Override
        public SocketAddress local() {
            return socket.local();
        }

        @Override
        public void close() {
            socket.close();
        }
    }
}
