package org.tropea.testkit;

import java.io.IOException;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.loop.IoDatagrams;
import org.tropea.flow.loop.IoEvents;
import org.tropea.flow.loop.IoListener;
import org.tropea.flow.loop.IoSocket;

/**
 * A loop without a thread: a test turns its crank, and counts as the loop's thread. What handlers throw reaches the
 * test. Its sockets are those of a {@link MemoryNetwork}.
 */
public final class HandCrankedLoop extends EventLoop {
    private static final int TURNS_MAX = 100_000;
    /** The loop whose turn it is: what belongs to another one may not be touched then. */
    private static final ThreadLocal<HandCrankedLoop> TURNING = new ThreadLocal<>();

    private final int index;
    private final ManualClock clock;
    private final MemoryNetwork network;
    private final Thread owner = Thread.currentThread();
    private final Queue<Runnable> commands = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<Due> timers =
            new PriorityQueue<>(Comparator.comparingLong(Due::time).thenComparingLong(Due::sequence));
    private final List<MemoryEndpoint> endpoints = new ArrayList<>();
    private List<Runnable> turnEnd = new ArrayList<>();
    /** An empty list to collect into while {@link #turnEnd} runs, so that turns allocate nothing; null while it is lent. */
    private List<Runnable> spare = new ArrayList<>();

    private long now;
    private long sequence;
    private volatile boolean stopped;

    /** A loop numbered {@code index} that reads {@code clock}. */
    public HandCrankedLoop(int index, ManualClock clock, MemoryNetwork network) {
        this.index = index;
        this.clock = clock;
        this.network = network;
        now = clock.now();
    }

    /** A loop numbered 0 with a clock and a network of its own. */
    public HandCrankedLoop() {
        this(0, new ManualClock(), new MemoryNetwork());
    }

    /** The clock it reads. */
    public ManualClock clock() {
        return clock;
    }

    /** The network of its sockets. */
    public MemoryNetwork network() {
        return network;
    }

    /** One turn: commands, due timers, ready sockets, the turn's end. Returns whether there was anything to do. */
    public boolean turn() {
        now = clock.now();
        HandCrankedLoop before = TURNING.get();
        TURNING.set(this);
        try {
            endpoints.forEach(MemoryEndpoint::applyInterest);
            boolean busy = runCommands() | runTimers() | dispatch() | runTurnEnd();
            endpoints.removeIf(MemoryEndpoint::isClosed);
            endpoints.forEach(MemoryEndpoint::applyInterest);
            return busy;
        } finally {
            TURNING.set(before);
        }
    }

    /** Turns until there is nothing to do; fails when that never happens. */
    public void crank() {
        for (int turns = 0; turn(); turns++) {
            if (turns == TURNS_MAX) {
                throw new AssertionError("still busy after " + TURNS_MAX + " turns");
            }
        }
    }

    /** Moves the clock on by {@code nanos}, stopping at each timer on the way, and cranks at every stop. */
    public void advance(long nanos) {
        long end = clock.now() + nanos;
        crank();
        while (nextTimer() <= end) {
            clock.set(Math.max(clock.now(), nextTimer()));
            crank();
        }
        clock.set(end);
        crank();
    }

    /** When the next timer is due; {@link Long#MAX_VALUE} when there is none. */
    public long nextTimer() {
        return timers.isEmpty() ? Long.MAX_VALUE : timers.peek().time();
    }

    private boolean runCommands() {
        int count = commands.size();
        for (int i = 0; i < count; i++) {
            commands.remove().run();
        }
        return count > 0;
    }

    private boolean runTimers() {
        long end = sequence;
        boolean busy = false;
        while (!timers.isEmpty() && timers.peek().time() <= now && timers.peek().sequence() < end) {
            timers.remove().command().run();
            busy = true;
        }
        return busy;
    }

    private boolean dispatch() {
        boolean busy = false;
        int count = endpoints.size(); // What handlers add comes behind these, and nothing leaves before the turn's end.
        for (int i = 0; i < count; i++) {
            busy |= endpoints.get(i).dispatch();
        }
        return busy;
    }

    private boolean runTurnEnd() {
        return runTurnEndOnce() | runTurnEndOnce();
    }

    private boolean runTurnEndOnce() {
        List<Runnable> running = turnEnd;
        turnEnd = spare == null ? new ArrayList<>() : spare;
        spare = null;
        running.forEach(Runnable::run);
        boolean busy = !running.isEmpty();
        running.clear();
        spare = running;
        return busy;
    }

    @Override
    public int index() {
        return index;
    }

    @Override
    public long now() {
        return now;
    }

    /** True on the thread that made the loop, in its turns and out of any. */
    @Override
    public boolean inLoop() {
        return Thread.currentThread() == owner && (TURNING.get() == null || TURNING.get() == this);
    }

    private void checkInLoop() {
        if (!inLoop()) {
            throw new AssertionError("loop " + index + " was touched in the turn of another one, or by another thread");
        }
    }

    /** Takes nothing from others any more, as a loop whose thread ended. */
    public void stop() {
        stopped = true;
    }

    @Override
    public void execute(Runnable command) {
        if (stopped) {
            throw new RejectedExecutionException("loop " + index + " has stopped");
        }
        commands.add(command);
    }

    @Override
    public void atTurnEnd(Runnable command) {
        checkInLoop();
        turnEnd.add(command);
    }

    @Override
    public Timer schedule(long delay, Runnable command) {
        checkInLoop();
        Due due = new Due(clock.now() + Math.max(0, delay), sequence++, command);
        timers.add(due);
        return () -> timers.remove(due);
    }

    @Override
    public IoSocket connect(SocketAddress remote, SocketAddress local, IoEvents events) throws IOException {
        MemorySocket socket = network.connect(remote, local);
        socket.attach(events);
        endpoints.add(socket);
        return socket;
    }

    @Override
    public IoListener listen(SocketAddress local, IoListener.Accepted accepted) throws IOException {
        MemoryListener listener = network.listen(local, accepted);
        endpoints.add(listener);
        return listener;
    }

    @Override
    public IoDatagrams datagrams(SocketAddress local, IoDatagrams.Received receiver) throws IOException {
        MemoryDatagrams socket = network.bind(local, receiver);
        endpoints.add(socket);
        return socket;
    }

    @Override
    public IoSocket adopt(IoSocket accepted, IoEvents events) throws IOException {
        MemorySocket socket = (MemorySocket) accepted;
        if (socket.isClosed()) {
            throw new IOException("the socket is closed");
        }
        socket.attach(events);
        endpoints.add(socket);
        return socket;
    }

    /** Between two turns, or in a command or timer: not while sockets are told what is ready. */
    @Override
    public boolean release(IoSocket open) {
        MemorySocket socket = (MemorySocket) open;
        socket.attach(null);
        socket.interest(false, false);
        socket.applyInterest();
        return endpoints.remove(socket);
    }

    /** Closes every socket and listener of this loop. */
    void close() {
        List.copyOf(endpoints).forEach(MemoryEndpoint::close);
    }

    private record Due(long time, long sequence, Runnable command) {
        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(sequence);
        }
    }
}
