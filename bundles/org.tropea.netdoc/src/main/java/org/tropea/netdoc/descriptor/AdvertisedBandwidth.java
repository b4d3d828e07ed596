package org.tropea.netdoc.descriptor;

/**
 * What a relay says that it can carry, in bytes per second.
 *
 * @param rate on average
 * @param burst for short times, bytes
 * @param observed what it has carried, its best ten seconds
 */
public record AdvertisedBandwidth(long rate, long burst, long observed) {
    /** What authorities count: the lesser of what it would and what it did carry. */
    public long capped() {
        return Math.min(rate, observed);
    }
}
