package org.tropea.flow.loop;

import java.io.IOException;
import java.net.SocketAddress;
import java.util.concurrent.Executor;

/**
 * One thread that polls readiness and runs everything that it owns. A turn: commands posted from elsewhere, due timers,
 * ready sockets, then what was deferred to the turn's end. All methods but {@link #execute} and {@link #inLoop} belong
 * to the loop's own thread. Time is the loop's monotonic nanoseconds, read once per turn.
 */
public abstract class EventLoop implements Executor {
    /** The loop's number in its group, from 0. */
    public abstract int index();

    /** The time of this turn, in nanoseconds. */
    public abstract long now();

    /** Whether the caller is this loop's thread. */
    public abstract boolean inLoop();

    /**
     * Runs {@code command} in a later turn; any thread. Commands of one thread keep their order. Every command taken is
     * run; a loop that has stopped takes none and throws {@link java.util.concurrent.RejectedExecutionException}.
     */
    @Override
    public abstract void execute(Runnable command);

    /**
     * Runs {@code command} once at the end of this turn, after all ready sockets. What is added during the turn's end
     * runs in it too, once over; what is added then waits for the end of the next turn, which follows at once.
     */
    public abstract void atTurnEnd(Runnable command);

    /** Runs {@code command} once, {@code delay} nanoseconds from now or a little later. */
    public abstract Timer schedule(long delay, Runnable command);

    /**
     * Starts to connect to {@code remote} from {@code local} (null: any address). The outcome, a failure too, comes in a
     * later event through {@link IoEvents#writable()}, whatever the interest is; {@link IoSocket#finishConnect()} tells
     * it then. IOException only when there is no socket to be had or {@code local} cannot be bound.
     */
    public abstract IoSocket connect(SocketAddress remote, SocketAddress local, IoEvents events) throws IOException;

    /** Listens on {@code local}, an IP address and port (0: any) or a Unix socket's path; accepting starts off. */
    public abstract IoListener listen(SocketAddress local, IoListener.Accepted accepted) throws IOException;

    /**
     * Binds a UDP socket to {@code local}, an IP address and port (0: any); what comes in goes to {@code receiver} until
     * it is closed. Not every layer has them: IOException says so.
     */
    public IoDatagrams datagrams(SocketAddress local, IoDatagrams.Received receiver) throws IOException {
        throw new IOException("these event loops have no UDP sockets; those of org.tropea.loop do");
    }

    /** Takes a socket that a listener of another loop accepted, or another loop released; {@code events} is called in this one. */
    public abstract IoSocket adopt(IoSocket accepted, IoEvents events) throws IOException;

    /**
     * Lets go of {@code socket}, one of this loop's, so that another loop of the group can {@link #adopt} it; until then it
     * tells nothing. False, and nothing happened, when it is not connected or this layer cannot.
     */
    public boolean release(IoSocket socket) {
        return false;
    }

    /** A timer that has not run yet. */
    public interface Timer {
        /** Keeps the timer from running; harmless when it ran. */
        void cancel();
    }
}
