package org.tropea.itests.ctor;

import java.util.List;
import java.util.Locale;

/**
 * What came of some traffic: streams begun and done (every byte compared), payload bytes moved (an echo counts once),
 * seconds, errors one line each, and circuits that closed during the run with their reasons.
 */
public record TrafficReport(
        List<String> path, int begun, int done, long bytes, double seconds, List<String> errors, List<String> closed) {

    /** Payload MiB per second over all streams. */
    public double mibPerSecond() {
        return bytes / (double) (1 << 20) / seconds;
    }

    /** Whether every stream was done with no error and no circuit closed. */
    public boolean clean() {
        return done == begun && done > 0 && errors.isEmpty() && closed.isEmpty();
    }

    /** This report. @throws AssertionError with the whole of it when it is not {@link #clean} */
    public TrafficReport requireClean() {
        if (!clean()) {
            throw new AssertionError(toString());
        }
        return this;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s: %d of %d streams, %.1f MiB in %.2f s = %.1f MiB/s, errors %s, circuits closed %s",
                String.join(",", path),
                done,
                begun,
                bytes / (double) (1 << 20),
                seconds,
                mibPerSecond(),
                errors,
                closed);
    }
}
