package org.tropea.netdoc.descriptor;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.tropea.crypto.Ed25519KeyPair;
import org.tropea.crypto.RsaKeyPair;
import org.tropea.crypto.RsaPublicKey;
import org.tropea.crypto.cert.Ed25519Cert;
import org.tropea.netdoc.frame.DocumentWriter;
import org.tropea.netdoc.value.Addresses;
import org.tropea.netdoc.value.Octets;
import org.tropea.netdoc.value.PortSummary;
import org.tropea.netdoc.value.ProtocolVersions;

/**
 * All that a server descriptor says, besides its signatures (dir-spec 2.1.1). Lists are unmodifiable.
 *
 * @param nickname the relay's name
 * @param address its IPv4 address
 * @param orPort its OR port
 * @param dirPort its directory port, or 0
 * @param orAddresses its further addresses
 * @param keys its keys
 * @param platform what it runs, or null
 * @param protocols the subprotocols that it speaks
 * @param published when the descriptor was made, seconds since 1970
 * @param uptime for how many seconds it has run, or -1
 * @param bandwidth what it can carry
 * @param extraInfo its extra-info document, or null
 * @param cachesExtraInfo whether it serves others' extra-info documents
 * @param hibernating whether it rests until its accounting period ends
 * @param hiddenServiceDir whether it keeps onion services' descriptors
 * @param tunnelledDirServer whether it answers directory requests over its OR port
 * @param family its declared family, words of nicknames and fingerprints
 * @param familyCertificates by which family keys vouch for its identity
 * @param contact how to reach its operator, or null
 * @param policy its exit policy, which has at least one line
 * @param ipv6Policy the ports that it lets out for IPv6, or null: none
 * @param overload the rest of an {@code overload-general} line, or null
 */
public record DescriptorFacts(
        String nickname,
        InetAddress address,
        int orPort,
        int dirPort,
        List<InetSocketAddress> orAddresses,
        RelayKeys keys,
        String platform,
        ProtocolVersions protocols,
        long published,
        long uptime,
        AdvertisedBandwidth bandwidth,
        ExtraInfoDigest extraInfo,
        boolean cachesExtraInfo,
        boolean hibernating,
        boolean hiddenServiceDir,
        boolean tunnelledDirServer,
        List<String> family,
        List<Ed25519Cert> familyCertificates,
        String contact,
        List<PolicyLine> policy,
        PortSummary ipv6Policy,
        String overload) {
    /** The label of a family certificate. */
    public static final String FAMILY_CERT = "FAMILY CERT";

    /** The signed descriptor, items in C tor's order; {@code signing} is the key that the certificate vouches for. */
    public String sign(Ed25519KeyPair signing, RsaKeyPair identity) {
        return RelaySignatures.sign(write(), signing, identity);
    }

    /** The text up to the signatures. */
    public String print() {
        return write().text();
    }

    private DocumentWriter write() {
        DocumentWriter out = new DocumentWriter();
        identity(out);
        state(out);
        keys(out);
        descriptions(out);
        policy.forEach(line -> out.raw(line + "\n"));
        out.maybe("ipv6-policy", ipv6Policy);
        flag(out, "tunnelled-dir-server", tunnelledDirServer);
        return out.maybe("overload-general", overload);
    }

    private void identity(DocumentWriter out) {
        out.line("router", nickname, Addresses.text(address), orPort, 0, dirPort);
        out.line(RelaySignatures.CERTIFICATE)
                .object(Ed25519Cert.LABEL, keys.signingCertificate().encoded());
        out.line("master-key-ed25519", keys.ed25519Identity().base64());
        orAddresses.forEach(a -> out.line("or-address", Addresses.text(a)));
    }

    private void state(DocumentWriter out) {
        out.maybe("platform", platform).line("proto", protocols).time("published", published);
        out.line("fingerprint", keys.rsaIdentity().hex().replaceAll("(.{4})(?!$)", "$1 "));
        out.maybe("uptime", uptime < 0 ? null : uptime);
        out.line("bandwidth", bandwidth.rate(), bandwidth.burst(), bandwidth.observed());
        if (extraInfo != null) {
            Octets sha256 = extraInfo.sha256();
            out.line("extra-info-digest", sha256 == null ? extraInfo.sha1() : extraInfo.sha1() + " " + sha256.base64());
        }
        flag(out, "caches-extra-info", cachesExtraInfo);
    }

    private void keys(DocumentWriter out) {
        if (keys.tapKey() != null) {
            out.line("onion-key").object(RsaPublicKey.LABEL, keys.tapKey().der());
        }
        out.line("signing-key").object(RsaPublicKey.LABEL, keys.identityKey().der());
        if (keys.tapKey() != null) {
            out.line("onion-key-crosscert")
                    .object("CROSSCERT", keys.tapCrossCertificate().bytes());
        }
        out.line("ntor-onion-key-crosscert", keys.ntorSignBit())
                .object(Ed25519Cert.LABEL, keys.ntorCrossCertificate().encoded());
    }

    private void descriptions(DocumentWriter out) {
        if (!family.isEmpty()) {
            out.line("family", String.join(" ", family));
        }
        out.maybe("hibernating", hibernating ? 1 : null);
        flag(out, "hidden-service-dir", hiddenServiceDir);
        familyCertificates.forEach(c -> out.line("family-cert").object(FAMILY_CERT, c.encoded()));
        out.maybe("contact", contact).line("ntor-onion-key", keys.ntorKey().base64());
    }

    private static void flag(DocumentWriter out, String keyword, boolean set) {
        if (set) {
            out.line(keyword);
        }
    }
}
