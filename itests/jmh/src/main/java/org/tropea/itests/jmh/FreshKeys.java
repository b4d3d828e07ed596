package org.tropea.itests.jmh;

import java.util.HashMap;
import java.util.Map;
import org.tropea.crypto.CryptoFault;
import org.tropea.crypto.Curve25519KeyPair;
import org.tropea.crypto.Ed25519KeyPair;
import org.tropea.crypto.RsaKeyPair;
import org.tropea.crypto.cert.CertType;
import org.tropea.crypto.cert.Ed25519Cert;
import org.tropea.crypto.link.CertEntry;
import org.tropea.crypto.link.LinkCertificates;
import org.tropea.net.keys.LinkKeys;
import org.tropea.net.keys.RouterKeys;

/** Keys of a relay that lives as long as a benchmark. Immutable; any thread. */
final class FreshKeys implements RouterKeys {
    private static final long MONTH = 30 * 86_400L;

    private final RsaKeyPair identity = RsaKeyPair.generate(RsaKeyPair.IDENTITY_BITS);
    private final RsaKeyPair tap = RsaKeyPair.generate(RsaKeyPair.IDENTITY_BITS);
    private final Ed25519KeyPair master = Ed25519KeyPair.generate();
    private final Ed25519KeyPair signing = Ed25519KeyPair.generate();
    private final Curve25519KeyPair onion = Curve25519KeyPair.generate();
    private final Ed25519Cert signingCert;
    private final LinkKeys link;

    FreshKeys() throws CryptoFault {
        long now = System.currentTimeMillis() / 1000;
        signingCert = Ed25519Cert.sign(
                CertType.IDENTITY_SIGNING, CertType.KEY_ED25519, signing.publicKey(), now + MONTH, master, true);
        LinkCertificates made = LinkCertificates.create(identity, signingCert, signing, now);
        Map<Integer, byte[]> certs = new HashMap<>();
        for (CertEntry entry : made.responderCerts()) {
            certs.put(entry.type(), entry.body());
        }
        for (CertEntry entry : made.initiatorCerts()) {
            certs.put(entry.type(), entry.body());
        }
        link = new LinkKeys(made.linkKey().jcaKey(), made.linkCertificate(), made.authKey(), certs);
    }

    @Override
    public RsaKeyPair identity() {
        return identity;
    }

    @Override
    public byte[] rsaId() {
        return identity.publicKey().sha1();
    }

    @Override
    public byte[] ed25519Id() {
        return master.publicKey();
    }

    @Override
    public Ed25519KeyPair signing() {
        return signing;
    }

    @Override
    public byte[] signingCertificate() {
        return signingCert.encoded();
    }

    @Override
    public LinkKeys link() {
        return link;
    }

    @Override
    public Curve25519KeyPair onionKey() {
        return onion;
    }

    @Override
    public Curve25519KeyPair previousOnionKey() {
        return null;
    }

    @Override
    public RsaKeyPair tapOnionKey() {
        return tap;
    }

    /** Nothing is due while a benchmark runs. */
    @Override
    public void renew() {}
}
