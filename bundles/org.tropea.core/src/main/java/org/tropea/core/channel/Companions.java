package org.tropea.core.channel;

import java.util.HashMap;
import java.util.Map;

/**
 * Which channels of a router carried circuits together, in cells of circuits that ended, and in which loop each is: what
 * goes from loop to loop costs more. For the first {@value #MOST} channels only; with more, no exchange of two would
 * be felt. Told and asked when circuits end and channels rest, never for a cell. Any thread.
 */
final class Companions {
    static final int MOST = 64;
    /** By so much of what two channels carried an exchange must lessen what goes from loop to loop. */
    private static final double WORTH = 0.5;
    /** Above so many cells of one channel all are halved, so that what was lately counts most. */
    private static final double FORGETS = 1 << 20;

    private final Map<Long, Map<Long, Double>> cells = new HashMap<>();
    private final Map<Long, Integer> loops = new HashMap<>();

    /** Channel {@code id} is in the loop at {@code loop} now. */
    synchronized void at(long id, int loop) {
        if (loops.size() < MOST || loops.containsKey(id)) {
            loops.put(id, loop);
        }
    }

    /** Channel {@code id} closed. */
    synchronized void gone(long id) {
        loops.remove(id);
        cells.remove(id);
        cells.values().forEach(each -> each.remove(id));
    }

    /** A circuit over both channels ended, of which {@code carried} cells went through. */
    synchronized void together(long one, long other, long carried) {
        if (one != other && loops.containsKey(one) && loops.containsKey(other)) {
            add(one, other, carried);
            add(other, one, carried);
        }
    }

    /** Whether {@code id} is one of those looked at. */
    synchronized boolean knows(long id) {
        return loops.containsKey(id);
    }

    /** Whether {@code id} carried circuits together with another one: of no more than {@value #MOST} at a time. */
    synchronized boolean hasAny(long id) {
        return cells.containsKey(id);
    }

    private void add(long one, long other, long carried) {
        Map<Long, Double> mine = cells.computeIfAbsent(one, none -> new HashMap<>());
        mine.merge(other, (double) carried, Double::sum);
        if (total(one) > FORGETS) {
            mine.replaceAll((id, many) -> many / 2);
        }
    }

    /**
     * How many cells less would have gone from loop to loop if {@code one} and {@code other}, which are in two loops, each
     * had been in the other's; 0 when that is not worth it.
     */
    synchronized double saved(long one, long other) {
        double pulls = pull(one, other) + pull(other, one);
        if (pulls <= 0) {
            return 0;
        }
        double between = cells.getOrDefault(one, Map.of()).getOrDefault(other, 0.0);
        double saved = pulls - 2 * between;
        return saved >= WORTH * (total(one) + total(other) - between) ? saved : 0;
    }

    /** What {@code id} carried together with those where {@code there} is, less what it did with those where it is. */
    private double pull(long id, long there) {
        return with(id, loops.get(there)) - with(id, loops.get(id));
    }

    private double with(long id, Integer loop) {
        return cells.getOrDefault(id, Map.of()).entrySet().stream()
                .filter(each -> loops.get(each.getKey()).equals(loop))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    private double total(long id) {
        return cells.getOrDefault(id, Map.of()).values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }
}
