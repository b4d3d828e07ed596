package org.tropea.core.exchange;

import java.util.List;
import org.tropea.cell.CellPool;
import org.tropea.core.slot.Bugs;
import org.tropea.flow.loop.EventLoop;

/** The exchanges of one router, one for each ordered pair of its loops, and the loops' pools of cells. Immutable. */
public final class Exchanges {
    private final List<CellPool> pools;
    private final Exchange[][] exchanges;

    /** Between all of {@code loops}, each of which keeps up to {@code keep} free cells. */
    public Exchanges(List<EventLoop> loops, int keep, Bugs bugs) {
        int count = loops.size();
        pools = loops.stream().map(loop -> new CellPool(keep)).toList();
        exchanges = new Exchange[count][count];
        for (int from = 0; from < count; from++) {
            for (int to = 0; to < count; to++) {
                if (from != to) {
                    exchanges[from][to] =
                            new Exchange(loops.get(from), loops.get(to), pools.get(from), pools.get(to), bugs);
                }
            }
        }
    }

    /** The free cells of the loop at {@code index}; touched only by it. */
    public CellPool pool(int index) {
        return pools.get(index);
    }

    /** The way from one loop to another one; its sending half is touched only by the first. */
    public Exchange between(int from, int to) {
        return exchanges[from][to];
    }

    /** How many cells wait in the loop at {@code index} for room on their way out of it; only that loop. */
    public int spilled(int index) {
        int cells = 0;
        for (Exchange exchange : exchanges[index]) {
            cells += exchange == null ? 0 : exchange.spilled();
        }
        return cells;
    }
}
