package org.tropea.core.conn;

import org.tropea.net.option.BandwidthLimits;
import org.tropea.net.option.Options;

/**
 * The configured rates, in bytes per second, and bursts, in bytes. Immutable; any thread.
 *
 * @param perConnectionRate of each connection between relays; 0: no limit of its own
 * @param countPrivate whether connections to internal addresses are limited too
 */
public record BandwidthRates(
        long rate,
        long burst,
        long relayRate,
        long relayBurst,
        long perConnectionRate,
        long perConnectionBurst,
        boolean countPrivate) {

    /** The rates in {@code options}; without rates of their own, relayed bytes have those of all traffic. */
    static BandwidthRates of(Options options) {
        BandwidthLimits asked = BandwidthLimits.of(options);
        boolean relayed = asked.relayRate() > 0;
        return new BandwidthRates(
                asked.rate(),
                asked.burst(),
                relayed ? asked.relayRate() : asked.rate(),
                relayed ? asked.relayBurst() : asked.burst(),
                asked.perConnectionRate(),
                Math.max(asked.perConnectionRate(), asked.perConnectionBurst()),
                options.flag("CountPrivateBandwidth"));
    }
}
