package org.tropea.itests.bench;

/** One run through one relay: CPU seconds of that relay's processes, payload bytes, wall seconds, peak resident bytes. */
public record Measurement(double cpuSeconds, long bytes, double seconds, long peakRss) {

    /** CPU seconds that the relay spent per GiB of payload. */
    public double cpuPerGib() {
        return cpuSeconds / (bytes / (double) (1 << 30));
    }

    /** Payload MiB per second. */
    public double mibPerSecond() {
        return bytes / (double) (1 << 20) / seconds;
    }
}
