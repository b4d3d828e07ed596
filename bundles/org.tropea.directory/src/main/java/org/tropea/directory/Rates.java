package org.tropea.directory;

import org.tropea.net.option.BandwidthLimits;
import org.tropea.net.option.Options;

/**
 * What the descriptor says of the bandwidth limits.
 *
 * @param rate the lowest of BandwidthRate, RelayBandwidthRate and MaxAdvertisedBandwidth, bytes per second
 * @param burst the lower one of BandwidthBurst and RelayBandwidthBurst, bytes
 */
record Rates(long rate, long burst) {
    static Rates of(Options options) {
        BandwidthLimits limits = BandwidthLimits.of(options);
        return new Rates(
                Math.min(lower(limits.rate(), limits.relayRate()), limits.advertised()),
                lower(limits.burst(), limits.relayBurst()));
    }

    private static long lower(long limit, long relayLimit) {
        return relayLimit > 0 ? Math.min(limit, relayLimit) : limit;
    }
}
