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
import org.tropea.net.option.RelayRules;

/**
 * MaxMemInQueues: when queued cells and the bytes held elsewhere exceed it, the circuits with the oldest data are
 * closed until a tenth is free again. What other loops use is what they said at their last look, which each has ten times
 * a second. Touched only by one loop; counts in bytes.
 */
final class MemoryLimit {
    private static final double KEPT = 0.9;

    private final EventLoop loop;
    private final CellAccount account;
    private final List<Collection<? extends Holder>> holders;
    private final Runnable late = this::late;
    private LongSupplier elsewhere = () -> 0;
    private QueueMemory all = new QueueMemory(1);
    private long limit;
    private boolean isLate;
    private long relievedAt = Long.MIN_VALUE;

    /** Over all that {@code holders} hold when it looks. */
    MemoryLimit(EventLoop loop, CellAccount account, List<? extends Collection<? extends Holder>> holders) {
        this.loop = loop;
        this.account = account;
        this.holders = new ArrayList<>(holders);
    }

    /** Over all that {@code more} hold, too. */
    void alsoHold(Collection<? extends Holder> more) {
        holders.add(more);
    }

    /** The limit is for all loops that share {@code used}. */
    void share(QueueMemory used) {
        all = used;
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
        long others = all.others(index());
        long cells = (limit - others - elsewhere.getAsLong()) / CellAccount.CELL_BYTES;
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

    /** Closes circuits; returns how many. With more loops each makes its share of the room. */
    int relieve() {
        long mine = mine();
        long used = mine + all.others(index());
        int closed = 0;
        if (used >= limit) {
            double surplus = used - limit * KEPT;
            closed = free((long) (surplus * mine / used));
        }
        all.uses(index(), mine());
        setMark();
        return closed;
    }

    private long mine() {
        return (long) account.waiting() * CellAccount.CELL_BYTES + elsewhere.getAsLong();
    }

    private int free(long bytes) {
        long surplus = bytes;
        int closed = 0;
        for (Aged aged : oldestFirst()) {
            if (surplus <= 0) {
                break;
            }
            Holder holder = aged.holder();
            surplus -= (long) holder.cells() * CellAccount.CELL_BYTES + holder.bytesHeld();
            holder.close(CloseCause.RESOURCE_LIMIT);
            closed++;
        }
        return closed;
    }

    private int index() {
        return loop.index();
    }

    private record Aged(Holder holder, long oldestAt) {}

    /** Those that hold data; each is asked once, as it asks all its streams. */
    private List<Aged> oldestFirst() {
        return holders.stream()
                .flatMap(Collection::stream)
                .map(holder -> new Aged(holder, holder.oldestAt()))
                .filter(aged -> aged.oldestAt() != Long.MAX_VALUE)
                .sorted(Comparator.comparingLong(Aged::oldestAt))
                .toList();
    }
}
