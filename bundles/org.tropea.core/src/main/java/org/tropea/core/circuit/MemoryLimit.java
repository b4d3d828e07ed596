package org.tropea.core.circuit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongSupplier;
import org.tropea.core.circuitmux.CellAccount;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.loop.EventLoop;
import org.tropea.net.option.Options;

/**
 * MaxMemInQueues: when queued cells and the bytes held elsewhere exceed it, the circuits with the oldest data are
 * closed until a tenth is free again. Touched only by one loop; counts in bytes.
 */
final class MemoryLimit {
    private static final double KEPT = 0.9;

    private final EventLoop loop;
    private final CellAccount account;
    private final Collection<Circuit> circuits;
    private final RecognizedCells streams;
    private final Runnable late = this::late;
    private LongSupplier elsewhere = () -> 0;
    private long limit;
    private boolean isLate;
    private long relievedAt = Long.MIN_VALUE;

    MemoryLimit(EventLoop loop, CellAccount account, Collection<Circuit> circuits, RecognizedCells streams) {
        this.loop = loop;
        this.account = account;
        this.circuits = circuits;
        this.streams = streams;
    }

    /** MaxMemInQueues; when it is 0 or not set, half of what the heap may grow to. */
    void reload(Options options) {
        long asked = options.bytes("MaxMemInQueues");
        limit = asked > 0 ? asked : Runtime.getRuntime().maxMemory() / 2;
        setMark();
    }

    void elsewhere(LongSupplier bytes) {
        elsewhere = bytes;
        setMark();
    }

    long limit() {
        return limit;
    }

    /** Looks anew at the bytes elsewhere; called once in a while. */
    void look() {
        setMark();
        if (account.isOver()) {
            relieve();
        }
    }

    private void setMark() {
        long cells = (limit - elsewhere.getAsLong()) / CellAccount.CELL_BYTES;
        account.limit((int) Math.max(0, Math.min(cells, Integer.MAX_VALUE)), this::atTurnEnd);
    }

    /** Cells come from streams too, in whose midst no circuit may close. */
    private void atTurnEnd() {
        if (!isLate) {
            isLate = true;
            loop.atTurnEnd(late);
        }
    }

    private void late() {
        isLate = false;
        if (account.isOver()) {
            relieve();
        }
    }

    /** Closes circuits, the first time in each turn that it is asked, as it looks at all of them. */
    void relieveOnce(long now) {
        if (now != relievedAt) {
            relievedAt = now;
            relieve();
        }
    }

    /** Closes circuits; returns how many. */
    int relieve() {
        long used = (long) account.waiting() * CellAccount.CELL_BYTES + elsewhere.getAsLong();
        long surplus = used - (long) (limit * KEPT);
        int closed = 0;
        if (used >= limit) {
            for (Circuit circuit : oldestFirst()) {
                if (surplus <= 0 || circuit.oldestAt() == Long.MAX_VALUE) {
                    break;
                }
                surplus -= (long) circuit.cells() * CellAccount.CELL_BYTES + streams.bytesHeld(circuit);
                circuit.close(CloseCause.RESOURCE_LIMIT);
                closed++;
            }
        }
        setMark();
        return closed;
    }

    private List<Circuit> oldestFirst() {
        List<Circuit> sorted = new ArrayList<>(circuits);
        sorted.sort(Comparator.comparingLong(Circuit::oldestAt));
        return sorted;
    }
}
