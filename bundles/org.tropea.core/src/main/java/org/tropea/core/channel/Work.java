package org.tropea.core.channel;

/** How many cells one channel carried lately: what each second brought, half of it forgotten in ten. Touched by one loop. */
final class Work {
    /** Of a second's cells so much is left a second later. */
    private static final double KEPT = Math.pow(0.5, 0.1);

    private long seen;
    private double recent;

    /** A second passed; {@code cells} is how many it carried since it exists. */
    void second(long cells) {
        recent = recent * KEPT + (cells - seen);
        seen = cells;
    }

    /** Cells, the older the less. */
    double recent() {
        return recent;
    }
}
