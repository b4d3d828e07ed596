package org.tropea.net.option;

/**
 * The bandwidth options with C tor's rules applied: one of RelayBandwidthRate and RelayBandwidthBurst stands for both,
 * and BandwidthRate and BandwidthBurst are raised to them. Bytes per second and bytes; 0 means no limit of that kind.
 *
 * @param rate average of all traffic
 * @param burst bucket of all traffic
 * @param relayRate average of relayed traffic
 * @param relayBurst bucket of relayed traffic
 * @param perConnectionRate average of one OR connection
 * @param perConnectionBurst bucket of one OR connection
 * @param advertised the most that the descriptor may promise
 */
public record BandwidthLimits(
        long rate,
        long burst,
        long relayRate,
        long relayBurst,
        long perConnectionRate,
        long perConnectionBurst,
        long advertised) {
    /** The least a relay may be limited to, 75 KBytes per second; a client may be as slow as it likes. */
    public static final long LEAST = 75 * 1024;

    private static final long MOST = Integer.MAX_VALUE;

    /** Reads and checks them; an {@link OptionFault} names the option that breaks a rule. */
    public static BandwidthLimits of(Options options) {
        long least = RelayRules.isRelay(options) ? LEAST : 1;
        long relayRate = capped(options, "RelayBandwidthRate", least);
        long relayBurst = capped(options, "RelayBandwidthBurst", 0);
        relayRate = relayRate == 0 ? atLeast("RelayBandwidthBurst", relayBurst, least) : relayRate;
        relayBurst = relayBurst == 0 ? relayRate : relayBurst;
        ordered("RelayBandwidth", relayRate, relayBurst);
        long rate = Math.max(required(options, "BandwidthRate", least), relayRate);
        long burst = Math.max(capped(options, "BandwidthBurst", 0), relayBurst);
        ordered("Bandwidth", rate, burst);
        return new BandwidthLimits(
                rate,
                burst,
                relayRate,
                relayBurst,
                capped(options, "PerConnBWRate", 0),
                capped(options, "PerConnBWBurst", 0),
                required(options, "MaxAdvertisedBandwidth", least / 2));
    }

    private static long required(Options options, String name, long least) {
        long value = capped(options, name, least);
        if (value < least) {
            throw new OptionFault(name, options.text(name), "at least " + least + " bytes per second for a relay");
        }
        return value;
    }

    private static long atLeast(String name, long value, long least) {
        if (value != 0 && value < least) {
            throw new OptionFault(name, Long.toString(value), "at least " + least + " bytes per second for a relay");
        }
        return value;
    }

    private static long capped(Options options, String name, long least) {
        long value = options.bytes(name);
        if (value > MOST || value != 0 && value < least) {
            throw new OptionFault(name, options.text(name), "from " + least + " to " + MOST + " bytes");
        }
        return value;
    }

    private static void ordered(String prefix, long rate, long burst) {
        if (rate > burst) {
            throw new OptionFault(
                    prefix + "Burst", Long.toString(burst), "at least " + prefix + "Rate, which is " + rate + " bytes");
        }
    }
}
