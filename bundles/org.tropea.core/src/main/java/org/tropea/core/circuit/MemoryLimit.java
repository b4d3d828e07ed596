package org.tropea.core.circuit;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongSupplier;
import org.tropea.core.circuitmux.CellAccount;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.loop.EventLoop;
import org.tropea.net.option.Options;
import org.tropea.net.option.RelayRules;

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

    /** MaxMemInQueues, at least 64 MB; when it is 0 or not set, half of what the heap may grow to. */
    void reload(Options options) {
        limit(RelayRules.maxMemInQueues(options, Runtime.getRuntime().maxMemory() / 2));
    }

    void limit(long bytes) {
        limit = bytes;
        setMark();
    }

    void elsewhere(LongSupplier bytes) {
        elsewhere = bytes;
        setMark();
    }

    long limit() {
        return limit;
    }

    /** Looks anew at the bytes elsewhere, which may be too many though no cell waits; called once in a while. */
    void look() {
        relieve();
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
            for (Aged aged : oldestFirst()) {
                if (surplus <= 0) {
                    break;
                }
                Circuit circuit = aged.circuit();
                surplus -= (long) circuit.cells() * CellAccount.CELL_BYTES + streams.bytesHeld(circuit);
                circuit.close(CloseCause.RESOURCE_LIMIT);
                closed++;
            }
        }
        setMark();
        return closed;
    }

    private record Aged(Circuit circuit, long oldestAt) {}

    /** Those that hold data; each is asked once, as it asks all its streams. */
    private List<Aged> oldestFirst() {
        return circuits.stream()
                .map(circuit -> new Aged(circuit, circuit.oldestAt()))
                .filter(aged -> aged.oldestAt() != Long.MAX_VALUE)
                .sorted(Comparator.comparingLong(Aged::oldestAt))
                .toList();
    }
}
