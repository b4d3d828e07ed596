package org.tropea.authority.relays;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.tropea.crypto.CryptoFault;
import org.tropea.crypto.Curve25519KeyPair;
import org.tropea.crypto.Digests;
import org.tropea.crypto.Ed25519KeyPair;
import org.tropea.crypto.RsaKeyPair;
import org.tropea.crypto.cert.CertType;
import org.tropea.crypto.cert.Ed25519Cert;
import org.tropea.crypto.cert.OnionKeyCerts;
import org.tropea.netdoc.descriptor.AdvertisedBandwidth;
import org.tropea.netdoc.descriptor.DescriptorFacts;
import org.tropea.netdoc.descriptor.ExtraInfo;
import org.tropea.netdoc.descriptor.ExtraInfoDigest;
import org.tropea.netdoc.descriptor.PolicyLine;
import org.tropea.netdoc.descriptor.RelayKeys;
import org.tropea.netdoc.descriptor.ServerDescriptor;
import org.tropea.netdoc.frame.DocumentFault;
import org.tropea.netdoc.value.Octets;
import org.tropea.netdoc.value.ProtocolVersions;
import org.tropea.netdoc.value.ValueFault;

/** A relay that says what a test wants, with good signatures. */
final class TestRelay {
    static final long NOW = 1_800_000_000L;

    RsaKeyPair identity = RsaKeyPair.generate(1024);
    Ed25519KeyPair master = Ed25519KeyPair.generate();
    final RsaKeyPair tap = RsaKeyPair.generate(1024);
    final Ed25519KeyPair signing = Ed25519KeyPair.generate();
    final Curve25519KeyPair onion = Curve25519KeyPair.generate();
    String nickname = "relay";
    String platform = "Tor 0.4.9.11 on Linux";
    String protocols = "Link=4-5 LinkAuth=3 Relay=2";
    InetAddress address = address("127.0.0.1");
    int orPort = 5001;
    List<InetSocketAddress> more = List.of();
    long published = NOW - 100;
    long uptime = 100;
    long certificateExpires = NOW + 86_400;
    long observed = 1000;
    boolean hibernating;
    boolean withTap = true;
    String contact;
    String named;

    static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    Octets rsaId() {
        return Octets.wrap(identity.publicKey().sha1());
    }

    Octets ed25519Id() {
        return Octets.wrap(master.publicKey());
    }

    Ed25519Cert certificate() {
        return Ed25519Cert.sign(
                CertType.IDENTITY_SIGNING, CertType.KEY_ED25519, signing.publicKey(), certificateExpires, master, true);
    }

    String descriptor() {
        return descriptor(extraInfo(published));
    }

    /** The descriptor that names {@code extraInfo}. */
    String descriptor(String extraInfo) {
        try {
            return facts(extraInfo).sign(signing, identity);
        } catch (CryptoFault | ValueFault e) {
            throw new IllegalStateException(e);
        }
    }

    private DescriptorFacts facts(String extraInfo) throws CryptoFault, ValueFault {
        byte[] ed25519 = master.publicKey();
        RelayKeys keys = new RelayKeys(
                identity.publicKey(),
                certificate(),
                withTap ? tap.publicKey() : null,
                withTap
                        ? Octets.wrap(
                                OnionKeyCerts.signTap(tap, identity.publicKey().sha1(), ed25519))
                        : null,
                Octets.wrap(onion.publicKey()),
                OnionKeyCerts.ntorSignBit(onion),
                OnionKeyCerts.signNtor(onion, ed25519, certificateExpires));
        String signed = extraInfo.substring(0, extraInfo.indexOf("router-signature\n") + 17);
        return new DescriptorFacts(
                nickname,
                address,
                orPort,
                0,
                more,
                keys,
                platform,
                ProtocolVersions.parse(protocols),
                published,
                uptime,
                new AdvertisedBandwidth(2000, 3000, observed),
                new ExtraInfoDigest(
                        Octets.wrap(Digests.sha1(bytes(signed))), Octets.wrap(Digests.sha256(bytes(extraInfo)))),
                false,
                hibernating,
                false,
                true,
                List.of(),
                List.of(),
                contact,
                List.of(PolicyLine.of(false, "*:*")),
                null,
                null);
    }

    String extraInfo(long time, String... statistics) {
        return ExtraInfo.make(nickname, certificate(), time, List.of(statistics), signing, identity);
    }

    /** A descriptor and its extra-info document, as they are posted. */
    byte[] upload() {
        return bytes(descriptor() + extraInfo(published));
    }

    ServerDescriptor parsed() {
        try {
            return ServerDescriptor.parse(bytes(descriptor()));
        } catch (DocumentFault e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
