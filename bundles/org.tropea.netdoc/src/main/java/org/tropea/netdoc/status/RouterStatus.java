package org.tropea.netdoc.status;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.tropea.netdoc.frame.DocumentWriter;
import org.tropea.netdoc.value.Addresses;
import org.tropea.netdoc.value.Octets;
import org.tropea.netdoc.value.PortSummary;
import org.tropea.netdoc.value.ProtocolVersions;
import org.tropea.netdoc.value.Times;

/**
 * What a consensus or a vote says of one relay (dir-spec 3.4.1).
 *
 * @param nickname its nickname
 * @param identity SHA-1 of its RSA identity key, 20 bytes
 * @param descriptor SHA-1 of its server descriptor, 20 bytes; null in the microdesc flavor
 * @param published when that was made, seconds since 1970; a fixed date in the microdesc flavor
 * @param address its IPv4 address
 * @param orPort its OR port
 * @param dirPort its directory port, or 0
 * @param orAddresses its further addresses, IPv6
 * @param microdescriptor SHA-256 of its microdescriptor, 32 bytes; null in the ns flavor and in votes
 * @param flags what the authorities say of it
 * @param version what it runs, for example {@code "Tor 0.4.9.11"}, or null
 * @param protocols the subprotocols that it speaks, or null
 * @param bandwidth its bandwidth, or null
 * @param exitSummary the ports that it lets out, or null; never in the microdesc flavor
 */
public record RouterStatus(
        String nickname,
        Octets identity,
        Octets descriptor,
        long published,
        InetAddress address,
        int orPort,
        int dirPort,
        List<InetSocketAddress> orAddresses,
        Octets microdescriptor,
        Flags flags,
        String version,
        ProtocolVersions protocols,
        BandwidthEstimate bandwidth,
        PortSummary exitSummary) {

    /** Whether the authorities say this of it, one of the constants of {@link Flags}. */
    public boolean has(String flag) {
        return flags.has(flag);
    }

    /** Whether it speaks this version of a subprotocol. */
    public boolean supports(String protocol, int number) {
        return protocols != null && protocols.supports(protocol, number);
    }

    void print(DocumentWriter out) {
        out.raw("r ").raw(nickname).raw(" ").raw(identity.base64()).raw(" ");
        if (descriptor != null) {
            out.raw(descriptor.base64()).raw(" ");
        }
        out.line(Times.text(published), Addresses.text(address), orPort, dirPort);
        for (InetSocketAddress other : orAddresses) {
            out.line("a", Addresses.text(other));
        }
        if (microdescriptor != null) {
            out.line("m", microdescriptor.base64());
        }
        out.line("s", flags.names().toArray());
        out.maybe("v", version).maybe("pr", protocols).maybe("w", bandwidth).maybe("p", exitSummary);
    }
}
