package org.tropea.core.conn;

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

    /** The rates in {@code options}; RelayBandwidthRate and -Burst are BandwidthRate and -Burst when not set. */
    public static BandwidthRates of(Options options) {
        long rate = options.bytes("BandwidthRate");
        long burst = Math.max(rate, options.bytes("BandwidthBurst"));
        long relayRate = options.bytes("RelayBandwidthRate");
        long relayBurst = Math.max(relayRate, options.bytes("RelayBandwidthBurst"));
        long perConnection = options.bytes("PerConnBWRate");
        return new BandwidthRates(
                rate,
                burst,
                relayBurst == 0 ? rate : relayRate == 0 ? relayBurst : relayRate,
                relayBurst == 0 ? burst : relayBurst,
                perConnection,
                Math.max(perConnection, options.bytes("PerConnBWBurst")),
                options.flag("CountPrivateBandwidth"));
    }
}
