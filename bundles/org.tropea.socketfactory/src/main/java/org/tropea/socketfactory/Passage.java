package org.tropea.socketfactory;

import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.tropea.flow.entry.EntryReason;
import org.tropea.flow.entry.EntryRequest;
import org.tropea.flow.fault.LocalFault;
import org.tropea.flow.loop.EventLoop;

/**
 * What a program's threads and the loop of its stream share of one socket: a ring of bytes each way, and how it stands.
 * CONNECTING until {@link #connected} or {@link #refused}; OPEN until either side ends. Threads wait, the loop never does.
 */
final class Passage {
    private record Refusal(int reason, String why) {}

    private final RouterSockets router;
    private final EntryRequest request;
    private final EventLoop loop;
    private final Ring in = new Ring();
    private final Ring out = new Ring();
    private final ReentrantLock reading = new ReentrantLock();
    private final ReentrantLock writing = new ReentrantLock();
    private final Waiter connector = new Waiter();
    private final Waiter reader = new Waiter();
    private final Waiter writer = new Waiter();
    private final AtomicBoolean collecting = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile Refusal refusal;
    private volatile boolean open;
    private volatile InetAddress address;
    private volatile boolean starving;
    private volatile boolean inputShut;
    private volatile boolean outputShut;
    /** Written before {@link #over}. */
    private volatile int reason;

    private volatile boolean over;
    /** Written before {@link #deaf}. */
    private volatile int deafReason;
    /** Nobody takes any more what is written, though there may be something left to read. */
    private volatile boolean deaf;
    /** The loop's. */
    private SocketEnd end;

    Passage(RouterSockets router, EntryRequest request, EventLoop loop) {
        this.router = router;
        this.request = request;
        this.loop = loop;
    }

    // ---- the program's threads ------------------------------------------------------------------------------------

    /** Connects within {@code millis} (0: as long as the router tries); the passage is closed when that fails. */
    void connect(int millis) throws IOException {
        post(this::dial);
        boolean known = connector.await(this::isKnown, millis);
        Refusal refused = refusal;
        boolean closedMeanwhile = closed.get();
        if (open && !closedMeanwhile) {
            return;
        }
        close(false);
        if (closedMeanwhile) {
            throw new SocketException("Socket closed");
        }
        if (!known) {
            throw new SocketTimeoutException("Connect timed out: " + target() + " within " + millis + " ms");
        }
        throw Refusals.ofConnect(target(), request.host(), refused.reason(), refused.why());
    }

    private boolean isKnown() {
        return open || refusal != null || closed.get();
    }

    /** Reads as {@link java.io.InputStream#read(byte[], int, int)}, waiting at most {@code millis} (0: for ever). */
    int read(byte[] into, int offset, int length, int millis) throws IOException {
        reading.lock();
        try {
            boolean ready = reader.await(this::isReadable, millis);
            if (closed.get()) {
                throw new SocketException("Socket closed");
            }
            int count = inputShut ? 0 : in.take(into, offset, length);
            if (count > 0) {
                askForMore();
                return count;
            }
            if (!ready) {
                throw new SocketTimeoutException("Read timed out");
            }
            return inputShut ? -1 : Refusals.endOfInput(target(), reason);
        } finally {
            reading.unlock();
        }
    }

    private boolean isReadable() {
        return in.used() > 0 || over || inputShut || closed.get();
    }

    private void askForMore() {
        if (starving && in.room() >= Ring.SIZE / 2) {
            starving = false;
            post(() -> end.deliver());
        }
    }

    /** How many bytes can be read without waiting. */
    int available() {
        return inputShut ? 0 : in.used();
    }

    /** Writes all, waiting while the network does not take it. */
    void write(byte[] from, int offset, int length) throws IOException {
        writing.lock();
        try {
            for (int done = 0; done < length; ) {
                writer.await(this::isWritable, 0);
                checkWritable();
                done += out.put(from, offset + done, length - done);
                if (collecting.compareAndSet(false, true)) {
                    post(this::collect);
                }
            }
        } finally {
            writing.unlock();
        }
    }

    private boolean isWritable() {
        return out.room() > 0 || deaf || outputShut || closed.get();
    }

    private void checkWritable() throws SocketException {
        if (closed.get()) {
            throw new SocketException("Socket closed");
        } else if (outputShut) {
            throw new SocketException("Socket output is shutdown");
        } else if (deaf) {
            throw Refusals.ofWrite(target(), deafReason);
        }
    }

    /** From now on there is nothing to read: what comes is thrown away. */
    void shutInput() {
        inputShut = true;
        reader.wake();
        post(() -> end.deliver());
    }

    /** From now on nothing may be written. Streams have no half-close: the other end is told when the socket closes. */
    void shutOutput() {
        outputShut = true;
        writer.wake();
    }

    /** Closes it, at once; without {@code linger} what was written and did not go out yet is lost. */
    void close(boolean linger) {
        if (closed.compareAndSet(false, true)) {
            wakeAll();
            post(() -> {
                if (end != null) {
                    end.close(linger);
                }
            });
            router.gone(this);
        }
    }

    /** What the host stood for at the exit; null when it did not tell. */
    InetAddress address() {
        return address;
    }

    String target() {
        return request.host() + ":" + request.port();
    }

    /** All is over when the loop has stopped. */
    private void post(Runnable work) {
        try {
            loop.execute(work);
        } catch (RejectedExecutionException stopped) {
            refused(EntryReason.CANT_ATTACH, "the router has stopped");
            ended(SocketEnd.CLOSED_HERE);
        }
    }

    // ---- the loop -------------------------------------------------------------------------------------------------

    private void dial() {
        try {
            if (!closed.get()) {
                FarEnd.dial(router.scope(), request, half -> end = new SocketEnd(this, half), loop);
            }
        } catch (LocalFault fault) {
            refused(EntryReason.CANT_ATTACH, fault.getMessage());
        }
    }

    private void collect() {
        collecting.set(false);
        end.collect();
    }

    void connected(InetAddress told) {
        address = told;
        open = true;
        connector.wake();
    }

    /** The first call counts. */
    void refused(int why, String words) {
        refusal = refusal == null ? new Refusal(why, words) : refusal;
        connector.wake();
    }

    /** What the program is to read. */
    Ring in() {
        return in;
    }

    /** What the program wrote. */
    Ring out() {
        return out;
    }

    boolean takesInput() {
        return !inputShut && !closed.get();
    }

    /** Whether the loop must wait for the program, which says so when it made room; false when it made some by now. */
    boolean starves() {
        starving = true;
        if (in.room() > 0 || !takesInput()) {
            starving = false;
        }
        return starving;
    }

    void delivered() {
        reader.wake();
    }

    void collected() {
        writer.wake();
    }

    /** Nothing can be sent any more, however much the program has to read still. The first call counts. */
    void takesNoMore(int why) {
        if (!deaf) {
            deafReason = why;
            deaf = true;
            writer.wake();
        }
    }

    /** Nothing more comes and nothing can be sent. The first call counts. */
    void ended(int why) {
        takesNoMore(why);
        if (!over) {
            reason = why;
            over = true;
            if (!open) {
                refused(EntryReason.CANT_ATTACH, "the router closed the connection");
            }
            wakeAll();
            router.gone(this);
        }
    }

    private void wakeAll() {
        connector.wake();
        reader.wake();
        writer.wake();
    }
}
