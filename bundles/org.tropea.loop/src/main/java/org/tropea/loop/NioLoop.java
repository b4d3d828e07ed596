package org.tropea.loop;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tropea.flow.fault.Bug;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.loop.IoDatagrams;
import org.tropea.flow.loop.IoEvents;
import org.tropea.flow.loop.IoListener;
import org.tropea.flow.loop.IoSocket;

/**
 * One selector and one daemon thread. States: RUNNING from construction, STOPPING by {@link #stop}, stopped when the
 * thread has run the last commands and closed every socket.
 */
final class NioLoop extends EventLoop {
    private static final Logger LOG = LoggerFactory.getLogger(NioLoop.class);
    private static final int BACKLOG = 4096;
    private static final long JOIN_MILLIS = 2000;
    private static final Consumer<SelectionKey> IGNORE = key -> {};

    private final int index;
    private final Homeless homeless;
    private final Selector selector = Selector.open();
    private final Consumer<SelectionKey> collect = this::collect;
    private final Scratch scratch = new Scratch();
    private final Commands commands = new Commands();
    private final Timers timers = new Timers();
    private final TurnEnd turnEnd = new TurnEnd();
    private final Interest interest = new Interest();
    private final Guard guard = new Guard();
    private final Thread thread;
    private SelectionKey[] ready = new SelectionKey[256];
    private int readyCount;
    private long now = System.nanoTime();
    private volatile boolean stopping;
    /** Whether it may wait in the selector: only then a command has to wake it, which costs a system call. */
    private volatile boolean waiting;

    NioLoop(String router, int index, Homeless homeless) throws IOException {
        this.index = index;
        this.homeless = homeless;
        thread = new Thread(this::run, "tropea-" + router + "-loop-" + index);
        thread.setDaemon(true);
        thread.start();
    }

    // The turn

    private void run() {
        while (!stopping) {
            poll();
            runCommands(commands.take());
            timers.run(now, guard);
            dispatchAll();
            turnEnd.run(guard);
            interest.flush();
        }
        runCommands(commands.close());
        turnEnd.run(guard);
        closeAll();
    }

    /** Waits until something is ready, a timer is due or a command came. */
    private void poll() {
        try {
            long wait = turnEnd.isEmpty() ? untilTimer() : 0;
            waiting = wait > 0; // before the look for commands: one that comes after it sees this, and wakes
            if (wait <= 0 || !commands.isEmpty()) {
                selector.selectNow(collect);
            } else {
                selector.select(collect, wait == Long.MAX_VALUE ? 0 : wait);
            }
        } catch (IOException fault) {
            guard.report(fault);
        }
        waiting = false;
        now = System.nanoTime();
    }

    /** Milliseconds, rounded up so that a wait never ends just before its timer. */
    private long untilTimer() {
        long due = timers.next();
        if (timers.count() == 0) {
            return Long.MAX_VALUE;
        }
        long nanos = due - System.nanoTime();
        return nanos <= 0 ? 0 : (nanos + 999_999) / 1_000_000;
    }

    private void collect(SelectionKey key) {
        if (readyCount == ready.length) {
            ready = Arrays.copyOf(ready, 2 * readyCount);
        }
        ready[readyCount++] = key;
    }

    private void runCommands(Commands.Node oldest) {
        for (Commands.Node node = oldest; node != null; node = node.next) {
            guard.run(node.command);
        }
    }

    private void dispatchAll() {
        for (int i = 0; i < readyCount; i++) {
            SelectionKey key = ready[i];
            ready[i] = null;
            if (key.isValid()) {
                dispatch((Ready) key.attachment(), key.readyOps());
            }
        }
        readyCount = 0;
    }

    /** Tells {@code owner}; when it throws, its socket closes and the loop goes on. */
    void dispatch(Ready owner, int operations) {
        try {
            owner.ready(operations);
        } catch (Throwable bug) {
            guard.report(bug);
            fail(owner, bug);
        }
    }

    private void fail(Ready owner, Throwable bug) {
        try {
            owner.failed(bug);
        } catch (Throwable another) {
            guard.report(another);
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
        if (commands.add(command) && waiting && !inLoop()) {
            selector.wakeup();
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
        return timers.add(now + Math.max(0, delay), command);
    }

    @Override
    public IoSocket connect(SocketAddress remote, SocketAddress local, IoEvents events) throws IOException {
        checkInLoop();
        SocketChannel channel =
                Unix.is(remote) ? SocketChannel.open(StandardProtocolFamily.UNIX) : SocketChannel.open();
        try {
            if (local != null) {
                channel.bind(local);
            }
            NioSocket socket = new NioSocket(channel);
            socket.attach(this, events);
            socket.connect(remote);
            return socket;
        } catch (IOException | RuntimeException fault) {
            closeQuietly(channel);
            throw asIoException(fault, "cannot connect from " + local + " to " + remote);
        }
    }

    @Override
    public IoListener listen(SocketAddress local, IoListener.Accepted accepted) throws IOException {
        checkInLoop();
        boolean unix = Unix.is(local);
        ServerSocketChannel channel =
                unix ? ServerSocketChannel.open(StandardProtocolFamily.UNIX) : ServerSocketChannel.open();
        try {
            if (!unix) {
                channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            }
            channel.bind(local, BACKLOG);
            return new NioListener(channel, this, accepted);
        } catch (IOException | RuntimeException fault) {
            closeQuietly(channel);
            throw asIoException(fault, "cannot listen on " + local);
        }
    }

    @Override
    public IoDatagrams datagrams(SocketAddress local, IoDatagrams.Received receiver) throws IOException {
        checkInLoop();
        DatagramChannel channel = DatagramChannel.open();
        try {
            channel.bind(local);
            return new NioDatagrams(channel, this, receiver);
        } catch (IOException | RuntimeException fault) {
            closeQuietly(channel);
            throw asIoException(fault, "cannot bind " + local);
        }
    }

    @Override
    public IoSocket adopt(IoSocket accepted, IoEvents events) throws IOException {
        checkInLoop();
        NioSocket socket = (NioSocket) accepted;
        homeless.remove(socket);
        try {
            socket.attach(this, events);
            return socket;
        } catch (IOException fault) {
            socket.close();
            throw fault;
        }
    }

    @Override
    public boolean release(IoSocket open) {
        checkInLoop();
        NioSocket socket = (NioSocket) open;
        if (!socket.detach()) {
            return false;
        }
        homeless.add(socket);
        return true;
    }

    private void checkInLoop() {
        if (!inLoop()) {
            throw new Bug("called from " + Thread.currentThread().getName() + ", not from " + thread.getName());
        }
    }

    /** The channels say by RuntimeExceptions that they do not know an address or its kind. */
    private static IOException asIoException(Exception fault, String what) {
        return fault instanceof IOException io ? io : new IOException(what + ": " + fault, fault);
    }

    // What its sockets ask for

    Interest.Entry register(SelectableChannel channel, Ready owner) throws IOException {
        return new Interest.Entry(interest, channel.register(selector, 0, owner));
    }

    Scratch scratch() {
        return scratch;
    }

    Guard guard() {
        return guard;
    }

    Homeless homeless() {
        return homeless;
    }

    /** Lets the kernel forget closed channels now; otherwise the next poll does. */
    void forget() {
        try {
            selector.selectNow(IGNORE);
        } catch (IOException fault) {
            guard.report(fault);
        }
    }

    // The end

    void stop() {
        stopping = true;
        selector.wakeup();
    }

    void join() {
        try {
            thread.join(JOIN_MILLIS);
            if (thread.isAlive()) {
                LOG.warn("{} did not stop in {} ms; it is in {}", thread.getName(), JOIN_MILLIS, where());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private String where() {
        return Arrays.toString(thread.getStackTrace());
    }

    private void closeAll() {
        for (SelectionKey key : selector.keys()) {
            if (key.isValid()) {
                ((Ready) key.attachment()).close();
            }
        }
        closeQuietly(selector::close);
    }

    static void closeQuietly(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception fault) {
            LOG.debug("while closing {}: {}", resource, fault.toString());
        }
    }
}
