package org.tropea.core.conn;

import org.tropea.flow.suspend.Reason;
import org.tropea.flow.suspend.Suspension;

/** Writes suspensions down for people, with the age of each reason. */
final class Ages {
    private static final long SECOND = 1_000_000_000L;

    private Ages() {}

    /** {@code INBUF_FULL 0.3s, OPERATOR 12.0s}, or {@code -}. */
    static String describe(Suspension direction, long now) {
        StringBuilder text = new StringBuilder();
        for (Reason reason : Reason.values()) {
            if (direction.holds(reason)) {
                long tenths = (now - direction.since(reason)) * 10 / SECOND;
                text.append(text.isEmpty() ? "" : ", ").append(reason);
                text.append(' ')
                        .append(tenths / 10)
                        .append('.')
                        .append(tenths % 10)
                        .append('s');
            }
        }
        return text.isEmpty() ? "-" : text.toString();
    }
}
