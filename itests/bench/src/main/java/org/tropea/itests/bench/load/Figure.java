package org.tropea.itests.bench.load;

import java.util.Locale;

/**
 * One thing that is measured at a relay.
 *
 * @param name for people, and the key in JSON
 * @param unit of the value
 */
public record Figure(String name, String unit) {
    /** From the start of the process until the ORPort answers VERSIONS. */
    static final Figure READY = new Figure("start to ready", "s");

    static final Figure NTOR = new Figure("CREATE2 (ntor) per CPU-second", "1/s");
    static final Figure FAST = new Figure("CREATE_FAST per CPU-second", "1/s");
    static final Figure IDLE = new Figure("resident, nothing to do", "MiB");
    static final Figure CIRCUITS = new Figure("resident per 1,000 idle circuits", "MiB");
    static final Figure CONNECTIONS = new Figure("resident per 1,000 connections", "MiB");
    static final Figure FULL = new Figure("resident at full scale", "MiB");
    static final Figure FULL_CELL = new Figure("CPU per cell at full scale", "us");
    /** Of all idle circuits, above idle, after a full collection; a JVM's only. */
    static final Figure HEAP = new Figure("live heap of the idle circuits", "MiB");
    /** The dearest count of active circuits by the cheapest. */
    static final Figure GROWTH = new Figure("CPU per cell, dearest/cheapest", "x");

    /** CPU of the relay per cell that it passes on while so many circuits carry cells. */
    static Figure cell(int active) {
        return new Figure(String.format(Locale.ROOT, "CPU per cell, %,d circuits", active), "us");
    }
}
