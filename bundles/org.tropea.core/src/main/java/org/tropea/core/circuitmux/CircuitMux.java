package org.tropea.core.circuitmux;

import java.util.Objects;
import org.tropea.cell.Cell;
import org.tropea.cell.Destroy;
import org.tropea.core.slot.PolicyCalls;
import org.tropea.core.slot.Survivable;
import org.tropea.flow.circuitmux.CircuitMuxPolicy;
import org.tropea.flow.circuitmux.CircuitMuxPolicyFactory;
import org.tropea.flow.circuitmux.MuxedCircuit;
import org.tropea.flow.fault.Bug;

/**
 * Multiplexes the circuits of one channel: it holds their queues and the channel's DESTROY cells, and its policy, which
 * can be changed at any time, says whose cell goes next. Without a policy nothing goes and nothing is lost. Owned by
 * the channel and touched only by its loop.
 */
public final class CircuitMux {
    private final CellAccount account;
    private final MuxEvents events;
    private final PolicyCalls calls;
    private final DestroyQueue destroys = new DestroyQueue();
    private CircuitQueue attached;
    private int circuits;
    private int active;
    private int cells;
    private CircuitMuxPolicyFactory factory;
    private CircuitMuxPolicy policy;
    private String policyName;
    private boolean decided;
    private CircuitQueue picked;
    private boolean lastWasDestroy;

    /** A mux without circuits and without a policy. */
    public CircuitMux(CellAccount account, MuxEvents events) {
        this.account = account;
        this.events = events;
        this.calls = account.policyCalls();
    }

    /** A new circuit's queue on this channel. */
    public CircuitQueue attach(QueueMarks marks, QueueEvents queueEvents) {
        CircuitQueue queue = new CircuitQueue(this, account, marks, queueEvents);
        queue.next = attached;
        if (attached != null) {
            attached.previous = queue;
        }
        attached = queue;
        circuits++;
        return queue;
    }

    /**
     * Drops what waits in {@code queue} and forgets it; harmless when done before. Returns how many cells that were.
     */
    public int detach(CircuitQueue queue) {
        if (!queue.attached()) {
            return 0;
        }
        unlink(queue);
        int dropped = queue.drop();
        cells -= dropped;
        account.went(dropped);
        if (dropped > 0) {
            active--;
            deactivate(queue);
        }
        queue.policyData = null;
        queue.policyPlace = 0;
        return dropped;
    }

    private void unlink(CircuitQueue queue) {
        if (queue.previous == null) {
            attached = queue.next;
        } else {
            queue.previous.next = queue.next;
        }
        if (queue.next != null) {
            queue.next.previous = queue.previous;
        }
        queue.previous = null;
        queue.next = null;
        circuits--;
    }

    /** {@code queue} took a cell. */
    void came(CircuitQueue queue) {
        cells++;
        if (queue.cells() == 1) {
            active++;
            activate(queue);
        }
        account.came();
        if (policy != null && sendable() == 1) {
            events.cellsWait();
        }
    }

    /** Queues a DESTROY beside the circuits' cells; it is written however long the circuits' queues are. */
    public void destroy(int id, int reason) {
        destroys.append(id, reason);
        if (policy != null && sendable() == 1) {
            events.cellsWait();
        }
    }

    /** How many cells would go now if there were room, DESTROYs included; 0 without a policy. */
    public int sendable() {
        return policy == null ? 0 : cells + destroys.size();
    }

    /** How many cells wait, DESTROYs included, whether there is a policy or not. */
    public int cells() {
        return cells + destroys.size();
    }

    /** How many DESTROY cells wait. */
    public int destroys() {
        return destroys.size();
    }

    /** How many circuits have their queue here. */
    public int circuits() {
        return circuits;
    }

    /** How many of them are active. */
    public int active() {
        return active;
    }

    /** The ledger of the circuit that sends next; 0, which goes first, when only DESTROYs wait. */
    public double rank() {
        CircuitQueue next = active == 0 ? null : next();
        return next == null ? 0 : next.recentCells();
    }

    /**
     * The next cell, owned by the caller then; null when nothing waits or there is no policy. DESTROYs take turns with
     * the circuits' cells.
     */
    public Cell pickAndTake(long now) {
        if (policy == null) {
            return null;
        }
        if (destroys.size() > 0 && (!lastWasDestroy || active == 0)) {
            return takeDestroy();
        }
        CircuitQueue next = active == 0 ? null : next();
        return next == null ? null : takeFrom(next, now);
    }

    private Cell takeDestroy() {
        lastWasDestroy = true;
        int id = destroys.firstId();
        Cell cell = Destroy.write(account.pool().take(), id, destroys.firstReason());
        destroys.removeFirst();
        events.destroySent(id);
        return cell;
    }

    private Cell takeFrom(CircuitQueue queue, long now) {
        lastWasDestroy = false;
        picked = null;
        Cell cell = queue.take(now);
        cells--;
        account.went(1);
        tellSent(queue);
        queue.tellDrained();
        return cell;
    }

    private void tellSent(CircuitQueue queue) {
        boolean emptied = queue.cells() == 0;
        if (emptied) {
            active--;
        }
        Throwable fault = callSent(queue);
        if (fault != null) {
            failed(fault);
        } else if (emptied) {
            deactivate(queue);
        }
    }

    private Throwable callSent(CircuitQueue queue) {
        long call = calls.begin(policyName);
        Throwable failure = null;
        try {
            policy.sent(queue, 1);
        } catch (Throwable thrown) {
            failure = thrown;
        }
        return calls.end(call, failure);
    }

    /** The circuit that the policy picked for the next cell; asks it once per cell, and its successor if it fails. */
    private CircuitQueue next() {
        while (picked == null && policy != null) {
            if (!decided) {
                decided = true;
                events.policyDecides(factory);
            }
            ended(callPick());
        }
        return picked;
    }

    private Throwable callPick() {
        long call = calls.begin(policyName);
        Throwable failure = null;
        try {
            picked = checked(policy.pick());
        } catch (Throwable thrown) {
            failure = thrown;
        }
        return calls.end(call, failure);
    }

    private CircuitQueue checked(MuxedCircuit circuit) {
        if (circuit instanceof CircuitQueue queue && queue.servedBy(this) && queue.attached() && queue.cells() > 0) {
            return queue;
        }
        throw new Bug(
                circuit == null
                        ? "picked no circuit while " + active + " are active"
                        : "picked a circuit that is not active on this channel");
    }

    private void activate(CircuitQueue queue) {
        if (policy != null) {
            long call = calls.begin(policyName);
            Throwable failure = null;
            try {
                policy.activated(queue);
            } catch (Throwable thrown) {
                failure = thrown;
            }
            ended(calls.end(call, failure));
        }
    }

    private void deactivate(CircuitQueue queue) {
        if (picked == queue) {
            picked = null;
        }
        if (policy != null) {
            long call = calls.begin(policyName);
            Throwable failure = null;
            try {
                policy.deactivated(queue);
            } catch (Throwable thrown) {
                failure = thrown;
            }
            ended(calls.end(call, failure));
        }
    }

    private void ended(Throwable fault) {
        if (fault != null) {
            failed(fault);
        }
    }

    /**
     * From now on a product of {@code next} decides, or nobody when it is null. Queues, ledgers and DESTROYs stay;
     * every active circuit is activated in the new policy.
     */
    public void policy(CircuitMuxPolicyFactory next) {
        forget();
        if (next == null) {
            return;
        }
        factory = next;
        policyName = next.getClass().getName();
        decided = false;
        try {
            policy = Objects.requireNonNull(next.create(), "made no policy");
        } catch (Throwable thrown) {
            failed(Survivable.of(thrown));
            return;
        }
        CircuitMuxPolicy product = policy;
        for (CircuitQueue queue = attached; queue != null && policy == product; queue = queue.next) {
            if (queue.cells() > 0) {
                activate(queue);
            }
        }
        if (policy == product && sendable() > 0) {
            events.cellsWait();
        }
    }

    /** The factory of the policy that decides; null when there is none. */
    public CircuitMuxPolicyFactory policy() {
        return policy == null ? null : factory;
    }

    private void failed(Throwable cause) {
        CircuitMuxPolicyFactory culprit = factory;
        forget();
        events.policyFailed(culprit, cause);
    }

    private void forget() {
        policy = null;
        factory = null;
        picked = null;
        for (CircuitQueue queue = attached; queue != null; queue = queue.next) {
            queue.policyData = null;
            queue.policyPlace = 0;
        }
    }
}
