package org.tropea.core.conn;

import java.util.ArrayList;
import java.util.List;
import org.tropea.flow.suspend.Reason;
import org.tropea.flow.suspend.Suspension;

/**
 * One reason for which a direction is paused, for people; immutable.
 *
 * @param direction what is paused
 * @param reason a {@link Reason}, or {@code -} when the direction runs
 * @param holder who holds it
 * @param held for how long
 * @param until the event that lifts it
 */
public record Why(String direction, String reason, String holder, String held, String until) {
    private static final long SECOND = 1_000_000_000L;

    /** The reasons for which {@code suspension} is held at {@code now}; one line that says so when there are none. */
    public static List<Why> of(String direction, Suspension suspension, long now) {
        List<Why> lines = new ArrayList<>();
        for (Reason reason : Reason.values()) {
            if (suspension.holds(reason)) {
                String age = age(now - suspension.since(reason));
                lines.add(new Why(direction, reason.name(), reason.holder(), age, reason.liftedBy()));
            }
        }
        return lines.isEmpty() ? List.of(runs(direction)) : lines;
    }

    /** Something else that has waited for {@code nanos}. */
    public static Why held(String direction, String reason, String holder, long nanos, String until) {
        return new Why(direction, reason, holder, age(nanos), until);
    }

    /** A direction that nothing holds. */
    static Why runs(String direction) {
        return new Why(direction, "-", "-", "-", "it runs");
    }

    /** {@code 0.3s}, {@code 12.0s}, {@code 90m}. */
    private static String age(long nanos) {
        long tenths = Math.max(0, nanos) * 10 / SECOND;
        return tenths < 36_000 ? tenths / 10 + "." + tenths % 10 + "s" : tenths / 600 + "m";
    }
}
