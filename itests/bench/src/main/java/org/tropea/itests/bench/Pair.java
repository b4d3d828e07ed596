package org.tropea.itests.bench;

/** C tor's run and Tropea's run right after it, under the same conditions as far as a machine has them. */
public record Pair(Measurement ctor, Measurement tropea) {

    /** Tropea's CPU per GiB divided by C tor's: below 1 is less CPU. */
    public double cpuRatio() {
        return tropea.cpuPerGib() / ctor.cpuPerGib();
    }

    /** Tropea's throughput divided by C tor's: above 1 is faster. */
    public double rateRatio() {
        return tropea.mibPerSecond() / ctor.mibPerSecond();
    }
}
