package org.tropea.directory;

import java.net.InetSocketAddress;
import java.util.List;
import org.tropea.net.policy.AddressPolicy;

/**
 * All that a server descriptor says, besides its signatures.
 *
 * @param nickname the Nickname
 * @param addresses where the relay can be reached, the IPv4 address first
 * @param publishedSeconds when, in seconds since 1970
 * @param uptimeSeconds for how long it has run
 * @param rate BandwidthRate, or less by RelayBandwidthRate and MaxAdvertisedBandwidth, bytes per second
 * @param burst the burst likewise, bytes
 * @param observed the best ten seconds, bytes per second
 * @param contact ContactInfo, or empty
 * @param family MyFamily's words, each {@code $FINGERPRINT} or a nickname
 * @param policy the exit policy
 * @param dirPort the DirPort, 0 for none
 * @param servesDirectory whether directory requests are answered over circuits
 * @param servesExtraInfo whether it keeps others' extra-info documents and serves them
 * @param keys the relay's keys at that time
 */
record DescriptorFacts(
        String nickname,
        List<InetSocketAddress> addresses,
        long publishedSeconds,
        long uptimeSeconds,
        long rate,
        long burst,
        long observed,
        String contact,
        List<String> family,
        AddressPolicy policy,
        int dirPort,
        boolean servesDirectory,
        boolean servesExtraInfo,
        KeySnapshot keys) {}
