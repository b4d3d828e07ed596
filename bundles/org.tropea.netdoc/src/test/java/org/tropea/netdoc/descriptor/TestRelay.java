package org.tropea.netdoc.descriptor;

import java.util.List;
import org.tropea.crypto.Curve25519KeyPair;
import org.tropea.crypto.Ed25519KeyPair;
import org.tropea.crypto.RsaKeyPair;
import org.tropea.crypto.cert.CertType;
import org.tropea.crypto.cert.Ed25519Cert;
import org.tropea.crypto.cert.OnionKeyCerts;
import org.tropea.netdoc.Ctor;
import org.tropea.netdoc.frame.DocumentFault;
import org.tropea.netdoc.frame.DocumentWriter;
import org.tropea.netdoc.value.Addresses;
import org.tropea.netdoc.value.Octets;
import org.tropea.netdoc.value.PortSummary;
import org.tropea.netdoc.value.ProtocolVersions;
import org.tropea.netdoc.value.ValueFault;

/** A relay's keys, and descriptors signed with them: good ones, and such as no relay would sign. */
final class TestRelay {
    static final long NOW = 1_795_000_000;

    final RsaKeyPair identity = RsaKeyPair.generate(1024);
    final RsaKeyPair tap = RsaKeyPair.generate(1024);
    final Curve25519KeyPair ntor = Curve25519KeyPair.generate();
    final Ed25519KeyPair master = Ed25519KeyPair.generate();
    final Ed25519KeyPair signing = Ed25519KeyPair.generate();
    final Ed25519KeyPair family = Ed25519KeyPair.generate();
    final Ed25519Cert certificate = Ed25519Cert.sign(
            CertType.IDENTITY_SIGNING, CertType.KEY_ED25519, signing.publicKey(), NOW + 86_400, master, true);

    RelayKeys keys() {
        byte[] rsaId = identity.publicKey().sha1();
        return new RelayKeys(
                identity.publicKey(),
                certificate,
                tap.publicKey(),
                Octets.wrap(OnionKeyCerts.signTap(tap, rsaId, master.publicKey())),
                Octets.wrap(ntor.publicKey()),
                OnionKeyCerts.ntorSignBit(ntor),
                OnionKeyCerts.signNtor(ntor, master.publicKey(), NOW + 7200));
    }

    DescriptorFacts facts() throws ValueFault {
        Ed25519Cert member =
                Ed25519Cert.sign(CertType.FAMILY, CertType.KEY_ED25519, master.publicKey(), NOW + 3600, family, true);
        return new DescriptorFacts(
                "relay",
                Addresses.ipv4("127.0.0.1"),
                9001,
                0,
                List.of(Addresses.endpoint("[2001:db8::1]:9001")),
                keys(),
                "Tropea on Java",
                ProtocolVersions.parse("Desc=1-2 Relay=2"),
                NOW,
                5,
                new AdvertisedBandwidth(1000, 2000, 900),
                new ExtraInfoDigest(Octets.of(new byte[20]), null),
                true,
                true,
                true,
                true,
                List.of("other", "$" + "A".repeat(40) + "~name"),
                List.of(member),
                "somebody <some@example.invalid>",
                List.of(PolicyLine.of(false, "10.0.0.0/8:*"), PolicyLine.of(true, "*:80-443")),
                PortSummary.parse("accept 80"),
                "1 2026-11-23 00:00:00");
    }

    String descriptor() throws ValueFault {
        return facts().sign(signing, identity);
    }

    /** The descriptor with something in its signed text changed, and signed again. */
    String changed(String old, String replacement) throws ValueFault {
        return signed(Ctor.with(facts().print(), old, replacement));
    }

    String signed(String text) {
        return RelaySignatures.sign(new DocumentWriter().raw(text), signing, identity);
    }

    static ServerDescriptor parse(String text) throws DocumentFault {
        return ServerDescriptor.parse(Ctor.bytesOf(text));
    }
}
