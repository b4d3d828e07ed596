package org.tropea.client;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.tropea.flow.channel.ChannelTarget;
import org.tropea.flow.channel.PeerIdentity;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.origin.CircuitEvents;
import org.tropea.flow.origin.Hop;
import org.tropea.flow.origin.OriginCircuit;
import org.tropea.flow.origin.OriginCircuits;
import org.tropea.net.directory.Bootstrap.Phase;
import org.tropea.net.directory.Node;
import org.tropea.net.path.GuardUse;
import org.tropea.net.path.GuardVerdict;
import org.tropea.net.path.PathChoice;

/**
 * One circuit of the client; touched only by its loop.
 *
 * <pre>
 *   BUILDING --all hops answered--> OPEN, or GUARD_WAIT while a better guard may work
 *      |  time-out                    GUARD_WAIT --the guard is the best--> OPEN
 *      v
 *     LATE: only how long it takes is of interest --> CLOSED
 *   each --> CLOSED
 * </pre>
 */
final class ClientCircuit implements CircuitEvents {
    enum State {
        BUILDING,
        LATE,
        GUARD_WAIT,
        OPEN,
        CLOSED
    }

    /** Programs wait so long for a better guard's verdict, in nanoseconds: then one more circuit is begun for them. */
    private static final long VERDICT_MOST = 5_000_000_000L;

    private final LoopClient client;
    private final PathChoice choice;
    private final boolean stable;
    private final CircuitIsolation isolation = new CircuitIsolation();
    private final long launched;
    private OriginCircuit origin;
    private State state = State.BUILDING;
    private GuardUse guard;
    private EventLoop.Timer timer;
    private long began;
    private int hops;
    /** When it was built, or, if it waited for its guard, could be used. */
    private long opened;

    /** When a stream was attached first, or last if its streams keep it alive; only with {@link #dirty}. */
    private long dirtySince;

    private boolean dirty;
    private boolean retired;

    ClientCircuit(LoopClient client, PathChoice choice, boolean stable) {
        this.client = client;
        this.choice = choice;
        this.stable = stable;
        this.guard = choice.guard();
        this.launched = client.now();
        this.began = launched;
    }

    // ---- its building ---------------------------------------------------------------------------------------------

    void launch(OriginCircuits circuits) {
        origin = circuits.launch(path(), this, client.loop());
        await(client.lessons().closeMillis());
    }

    private List<Hop> path() {
        List<Hop> path = new ArrayList<>();
        for (Node node : choice.nodes()) {
            List<InetSocketAddress> addresses = path.isEmpty() ? choice.entry() : node.addresses();
            PeerIdentity identity = new PeerIdentity(node.rsaId(), node.ed25519Id());
            path.add(new Hop(new ChannelTarget(identity, addresses), node.ntorKey()));
        }
        return path;
    }

    @Override
    public void connected() {
        client.lessons().reached(Phase.CIRCUIT_CREATE);
        if (state == State.BUILDING) {
            began = client.now();
            await(client.lessons().timeoutMillis());
        }
    }

    @Override
    public void extended(int answered) {
        hops = answered;
        client.lessons().networkLive();
    }

    @Override
    public void built() {
        long took = (client.now() - began) / 1_000_000;
        if (state == State.LATE) {
            client.lessons().builtIn(took);
            close(CloseCause.FINISHED);
        } else if (state == State.BUILDING) {
            cancelTimer();
            client.lessons().builtIn(took);
            follow(guard == null ? GuardVerdict.USE : client.lessons().guardBuilt(guard));
        }
    }

    private void follow(GuardVerdict verdict) {
        switch (verdict) {
            case USE -> {
                guard = null;
                state = State.OPEN;
                opened = client.now();
                client.lessons().reached(Phase.DONE);
                client.circuitOpened(this);
            }
            case WAIT -> {
                if (state == State.BUILDING) {
                    state = State.GUARD_WAIT;
                    opened = client.now();
                }
            }
            case DROP -> {
                guard = null;
                close(CloseCause.FINISHED);
            }
        }
    }

    /** Once a second: whether its guard turned out to be the best one. */
    void askGuard() {
        if (state == State.GUARD_WAIT) {
            follow(client.lessons().guardWaiting(guard));
        }
    }

    private void await(long millis) {
        cancelTimer();
        timer = client.loop().schedule(millis * 1_000_000, this::timedOut);
    }

    /** The only circuit that there is may take its time: a slow network is better than none. */
    private void timedOut() {
        long left = client.lessons().closeMillis() - (client.now() - began) / 1_000_000;
        if (left <= 0) {
            close(CloseCause.HANDSHAKE_TIMEOUT);
            return;
        }
        client.lessons().timedOut(hops > 0);
        await(left);
        if (client.hasOpen()) {
            state = State.LATE;
            client.circuitLate(this);
        }
    }

    private void cancelTimer() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }

    void close(CloseCause cause) {
        origin.close(cause);
    }

    @Override
    public void closed(CloseCause cause, int reason, int answered) {
        State before = state;
        state = State.CLOSED;
        cancelTimer();
        if (guard != null && before != State.GUARD_WAIT && answered == 0 && blamesGuard(cause)) {
            client.lessons().guardFailed(guard);
        } else if (guard != null) {
            client.lessons().guardCancelled(guard);
        }
        guard = null;
        boolean failed = before == State.BUILDING && cause != CloseCause.FINISHED;
        if (failed && answered == choice.nodes().size() - 1) {
            client.exitFailed(exit());
        }
        client.circuitClosed(this, failed);
    }

    /** Causes of our own say nothing about the first hop. */
    private static boolean blamesGuard(CloseCause cause) {
        return switch (cause) {
            case FINISHED, IDLE, OPERATOR, SHUTDOWN, PROVIDER_GONE, RESOURCE_LIMIT, BUG -> false;
            default -> true;
        };
    }

    // ---- its streams ----------------------------------------------------------------------------------------------

    /** Whether a stream may be put on it, now or, while it is building, later. */
    boolean suits(EntryAttempt attempt) {
        return !retired
                && (state == State.OPEN || isComing())
                && (stable || !attempt.needsStable())
                && !isOld()
                && attempt.accepts(exit())
                && isolation.admits(attempt.traits());
    }

    /** Keeps it for such streams. */
    void reserve(StreamTraits traits) {
        if (isolation.isFree()) {
            isolation.add(traits);
        }
    }

    void used(StreamTraits traits) {
        isolation.add(traits);
        if (!dirty || traits.keepsAlive()) {
            dirtySince = client.now();
        }
        dirty = true;
    }

    /** No more streams come onto it. */
    void retire() {
        retired = true;
        closeIfDone();
    }

    @Override
    public void unused() {
        closeIfDone();
    }

    /** Closes it when it is open, has no stream and will get none. */
    void closeIfDone() {
        if (state == State.OPEN && origin.streams() == 0 && (retired || isOld())) {
            close(CloseCause.FINISHED);
        }
    }

    /** Whether it was used for longer than MaxCircuitDirtiness, or waited in vain for longer than {@code unusedMost}. */
    boolean isOld() {
        long now = client.now();
        return dirty
                ? now - dirtySince >= client.options().maxDirtiness()
                : state == State.OPEN && now - opened >= client.unusedMost();
    }

    // ---- what it is -----------------------------------------------------------------------------------------------

    OriginCircuit origin() {
        return origin;
    }

    State state() {
        return state;
    }

    boolean isOpen() {
        return state == State.OPEN;
    }

    boolean isBuilding() {
        return state == State.BUILDING;
    }

    /** Whether all its hops answered, but a better guard may. */
    boolean isWaiting() {
        return state == State.GUARD_WAIT;
    }

    /** Whether programs may wait for it. */
    boolean isComing() {
        return state == State.BUILDING || state == State.GUARD_WAIT && client.now() - opened < VERDICT_MOST;
    }

    /** Whether it is there, or coming, for whatever may be asked for. */
    boolean isClean() {
        return !dirty
                && !retired
                && isolation.isFree()
                && (state == State.OPEN && !isOld() || state == State.BUILDING || state == State.GUARD_WAIT);
    }

    boolean isDirty() {
        return dirty;
    }

    boolean isStable() {
        return stable;
    }

    /** When it was used first, or, while it was not, when it was launched. */
    long age() {
        return dirty ? dirtySince : launched;
    }

    long launched() {
        return launched;
    }

    Node exit() {
        return choice.nodes().get(choice.nodes().size() - 1);
    }

    List<Node> nodes() {
        return choice.nodes();
    }
}
