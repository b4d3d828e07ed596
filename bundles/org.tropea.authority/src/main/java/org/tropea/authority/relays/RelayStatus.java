package org.tropea.authority.relays;

/**
 * One relay as its authority knows it, for people. Times are seconds since 1970, 0: never.
 *
 * @param nickname its name
 * @param fingerprint its RSA identity, hexadecimal
 * @param version what it says that it runs
 * @param published when its descriptor was made
 * @param reached when its IPv4 address was reached last
 * @param reachedIpv6 the same of its IPv6 address
 * @param came when it last connected to us
 * @param running whether it counts as running now
 * @param valid whether the operator's rules leave it Valid
 * @param pinned whether its two identities are pinned to each other
 * @param upFor seconds since it came up
 * @param timeBetweenFailures weighted mean time between failures, seconds
 * @param uptimeFraction weighted fraction of uptime, 0 to 1
 * @param timeKnown weighted time for which it is known, seconds
 */
public record RelayStatus(
        String nickname,
        String fingerprint,
        String version,
        long published,
        long reached,
        long reachedIpv6,
        long came,
        boolean running,
        boolean valid,
        boolean pinned,
        long upFor,
        long timeBetweenFailures,
        double uptimeFraction,
        long timeKnown) {}
