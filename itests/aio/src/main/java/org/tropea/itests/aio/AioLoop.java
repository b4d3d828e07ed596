package org.tropea.itests.aio;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.AsynchronousChannelGroup;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tropea.flow.fault.Bug;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.loop.IoEvents;
import org.tropea.flow.loop.IoListener;
import org.tropea.flow.loop.IoSocket;

/**
 * One thread that sleeps until a command came or a timer is due; completions come as commands. States: RUNNING from its
 * thread's start, STOPPING by {@link #stop}, stopped when the last commands were run and its sockets are closed.
 */
final class AioLoop extends EventLoop implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(AioLoop.class);
    private static final int BACKLOG = 4096;

    private final int index;
    private final AsynchronousChannelGroup channels;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Object lock = new Object();
    /** Guarded by the lock; null once no more are taken. */
    private List<Runnable> commands = new ArrayList<>();

    private final PriorityQueue<Due> timers = new PriorityQueue<>();
    private List<Runnable> turnEnd = new ArrayList<>();
    private final Set<AioSocket> changed = new LinkedHashSet<>();
    private final Set<AioSocket> sockets = new LinkedHashSet<>();
    private final Set<AioListener> listeners = new LinkedHashSet<>();
    private boolean busy;
    private long sequence;
    private long now = System.nanoTime();
    private volatile Thread thread;
    private volatile boolean stopping;

    AioLoop(int index, AsynchronousChannelGroup channels) {
        this.index = index;
        this.channels = channels;
    }

    // The turn

    @Override
    public void run() {
        thread = Thread.currentThread();
        while (!stopping) {
            List<Runnable> taken = await();
            now = System.nanoTime();
            taken.forEach(AioLoop::guarded);
            runTimers();
            List.copyOf(sockets).forEach(AioSocket::dispatch);
            endTurn();
        }
        synchronized (lock) {
            turnEnd.addAll(0, commands);
            commands = null;
        }
        endTurn();
        List.copyOf(sockets).forEach(AioSocket::closeNow);
        List.copyOf(listeners).forEach(AioListener::close);
        ended.countDown();
    }

    private List<Runnable> await() {
        synchronized (lock) {
            long wait = busy || !turnEnd.isEmpty() ? 0 : untilTimer();
            if (commands.isEmpty() && wait > 0 && !stopping) {
                try {
                    TimeUnit.NANOSECONDS.timedWait(lock, wait);
                } catch (InterruptedException nobodyAsked) {
                    LOG.debug("interrupted");
                }
            }
            List<Runnable> taken = commands;
            commands = new ArrayList<>();
            return taken;
        }
    }

    private long untilTimer() {
        return timers.isEmpty() ? Long.MAX_VALUE : timers.peek().at - System.nanoTime();
    }

    private void runTimers() {
        long end = sequence;
        while (!timers.isEmpty() && timers.peek().at - now <= 0 && timers.peek().number < end) {
            guarded(timers.poll().command);
        }
    }

    /** What was deferred, twice; then the interests, of which those that can be told of at once keep the loop awake. */
    private void endTurn() {
        for (int i = 0; i < 2; i++) {
            List<Runnable> deferred = turnEnd;
            turnEnd = new ArrayList<>();
            deferred.forEach(AioLoop::guarded);
        }
        changed.forEach(AioSocket::applyInterest);
        changed.clear();
        busy = sockets.stream().anyMatch(AioSocket::hasNews);
    }

    private static void guarded(Runnable command) {
        try {
            command.run();
        } catch (Throwable bug) {
            LOG.error("a command of a loop threw", bug);
        }
    }

    // What owners ask for

    @Override
    public int index() {
        return index;
    }

    @Override
    public long now() {
        return now;
    }

    @Override
    public boolean inLoop() {
        return Thread.currentThread() == thread;
    }

    @Override
    public void execute(Runnable command) {
        synchronized (lock) {
            if (commands == null) {
                throw new RejectedExecutionException("loop " + index + " has stopped");
            }
            commands.add(command);
            lock.notifyAll();
        }
    }

    /** Runs {@code command} in {@code loop}, or never when it has stopped. */
    static void post(EventLoop loop, Runnable command) {
        try {
            loop.execute(command);
        } catch (RejectedExecutionException stopped) {
            LOG.debug("too late for a loop that has stopped");
        }
    }

    @Override
    public void atTurnEnd(Runnable command) {
        checkInLoop();
        turnEnd.add(command);
    }

    @Override
    public Timer schedule(long delay, Runnable command) {
        checkInLoop();
        Due due = new Due(now + Math.max(0, delay), sequence++, command);
        timers.add(due);
        return () -> timers.remove(due);
    }

    @Override
    public IoSocket connect(SocketAddress remote, SocketAddress local, IoEvents events) throws IOException {
        checkInLoop();
        AsynchronousSocketChannel channel = AsynchronousSocketChannel.open(channels);
        try {
            AioSocket socket = new AioSocket(local == null ? channel : channel.bind(local));
            socket.attach(this, events);
            socket.connect(remote);
            return socket;
        } catch (IOException | RuntimeException fault) {
            channel.close();
            throw new IOException("cannot connect from " + local + " to " + remote + ": " + fault, fault);
        }
    }

    @Override
    public IoListener listen(SocketAddress local, IoListener.Accepted accepted) throws IOException {
        checkInLoop();
        AsynchronousServerSocketChannel channel = AsynchronousServerSocketChannel.open(channels);
        try {
            AioListener listener = new AioListener(channel.bind(local, BACKLOG), this, accepted);
            listeners.add(listener);
            return listener;
        } catch (IOException | RuntimeException fault) {
            channel.close();
            throw new IOException("cannot listen on " + local + ": " + fault, fault);
        }
    }

    @Override
    public IoSocket adopt(IoSocket accepted, IoEvents events) {
        checkInLoop();
        ((AioSocket) accepted).attach(this, events);
        return accepted;
    }

    private void checkInLoop() {
        if (!inLoop()) {
            throw new Bug("called from " + Thread.currentThread().getName() + ", not from " + thread.getName());
        }
    }

    // What its sockets ask for

    void add(AioSocket socket) {
        sockets.add(socket);
    }

    void changed(AioSocket socket) {
        changed.add(socket);
    }

    void remove(AioSocket socket) {
        sockets.remove(socket);
    }

    void remove(AioListener listener) {
        listeners.remove(listener);
    }

    void stop(int seconds) throws InterruptedException {
        synchronized (lock) {
            stopping = true;
            lock.notifyAll();
        }
        if (!ended.await(seconds, TimeUnit.SECONDS)) {
            LOG.warn("{} did not stop in {} s", thread.getName(), seconds);
        }
    }

    private record Due(long at, long number, Runnable command) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            return at == other.at ? Long.compare(number, other.number) : Long.signum(at - other.at);
        }
    }
}
