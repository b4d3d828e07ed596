package org.tropea.channel.tls;

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
import org.tropea.flow.channel.PeerIdentity;
import org.tropea.net.keys.LinkKeys;
import org.tropea.net.keys.RouterKeys;

/** Fresh keys of a relay, certified at a given second. */
final class TestKeys implements RouterKeys {
    private final RsaKeyPair identity = RsaKeyPair.generate(RsaKeyPair.IDENTITY_BITS);
    private final Ed25519KeyPair master = Ed25519KeyPair.generate();
    private final Ed25519KeyPair signing = Ed25519KeyPair.generate();
    private final Ed25519Cert signingCert;
    private LinkKeys link;

    TestKeys(long now) throws CryptoFault {
        signingCert = Ed25519Cert.sign(
                CertType.IDENTITY_SIGNING, CertType.KEY_ED25519, signing.publicKey(), now + 30 * 86_400L, master, true);
        renewLink(now);
    }

    /** Makes new link keys, as a relay does every few hours. */
    void renewLink(long now) throws CryptoFault {
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

    PeerIdentity peerIdentity() {
        return new PeerIdentity(rsaId(), ed25519Id());
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
        throw new AssertionError("no circuits here");
    }

    @Override
    public Curve25519KeyPair previousOnionKey() {
        return null;
    }

    @Override
    public void renew() {
        throw new AssertionError("the tests renew link keys themselves");
    }

    @Override
    public RsaKeyPair tapOnionKey() {
        throw new AssertionError("no descriptor here");
    }
}
