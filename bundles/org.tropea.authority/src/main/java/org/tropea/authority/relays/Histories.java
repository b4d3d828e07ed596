package org.tropea.authority.relays;

import java.net.InetSocketAddress;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.tropea.authority.flags.Observed;
import org.tropea.netdoc.value.Octets;

/** How all relays have behaved that were ever reached or missed. On the conductor. */
final class Histories {
    private static final long DISCOUNT_EVERY = 12 * 3600;
    private static final double DISCOUNT = 0.95;
    private static final long ENOUGH = 4 * 3600;

    final Map<Octets, RelayHistory> all = new TreeMap<>();
    /** Since when we look, seconds since 1970; 0: we have not begun. */
    long trackedSince;
    /** When older times were discounted last; 0: never. */
    long lastDiscounted;

    /** A relay was reached at {@code address}; {@code penalty}: what moving costs it, seconds. */
    void reached(Octets identity, InetSocketAddress address, long when, long penalty) {
        begin(when);
        of(identity).reached(address, when, penalty);
    }

    /** A relay counts as down since {@code since}. */
    void down(Octets identity, long since, long now) {
        begin(now);
        of(identity).down(since);
    }

    /** A relay counts as never having been up. */
    void pessimal(Octets identity, long now) {
        begin(now);
        of(identity).pessimal(now);
    }

    private void begin(long now) {
        trackedSince = trackedSince == 0 ? now : trackedSince;
    }

    private RelayHistory of(Octets identity) {
        return all.computeIfAbsent(identity, unknown -> new RelayHistory());
    }

    /** How a relay has behaved until now. */
    Observed.History at(Octets identity, long now) {
        RelayHistory history = all.get(identity);
        return history == null ? Observed.History.NONE : history.at(now);
    }

    /** Whether times between failures are known well enough to be compared. */
    boolean isEnough(long now) {
        return trackedSince < now - ENOUGH;
    }

    /** Discounts what is old, when it is time to, and forgets what counts for nothing any more. */
    void discount(long now) {
        lastDiscounted = lastDiscounted == 0 ? now : lastDiscounted;
        double factor = 1;
        while (lastDiscounted + DISCOUNT_EVERY <= now) {
            lastDiscounted += DISCOUNT_EVERY;
            factor *= DISCOUNT;
        }
        if (factor < 1) {
            double common = factor;
            all.values().forEach(one -> one.discount(common));
            all.values().removeIf(RelayHistory::isForgotten);
        }
    }

    /** Relays that are gone without a word count as down from now on; {@code known} tells those that are there. */
    void missing(Predicate<Octets> known, long now) {
        all.forEach((identity, history) -> {
            if (history.startOfRun != 0 && !known.test(identity)) {
                history.down(now);
            }
        });
    }
}
