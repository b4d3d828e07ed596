package org.tropea.directory;

import org.tropea.crypto.Curve25519KeyPair;
import org.tropea.crypto.Ed25519KeyPair;
import org.tropea.crypto.RsaKeyPair;
import org.tropea.crypto.cert.CertType;
import org.tropea.crypto.cert.Ed25519Cert;
import org.tropea.net.keys.LinkKeys;
import org.tropea.net.keys.RouterKeys;

/** Keys in memory that a test may renew. */
public final class TestKeys implements RouterKeys {
    private final RsaKeyPair identity = RsaKeyPair.generate(1024);
    private final RsaKeyPair tap = RsaKeyPair.generate(1024);
    private final Ed25519KeyPair master = Ed25519KeyPair.generate();
    private final long expires;
    private Curve25519KeyPair onion = Curve25519KeyPair.generate();
    private Ed25519KeyPair signing;
    private byte[] certificate;

    public TestKeys(long expires) {
        this.expires = expires;
        newSigning();
    }

    void newSigning() {
        signing = Ed25519KeyPair.generate();
        certificate = Ed25519Cert.sign(
                        CertType.IDENTITY_SIGNING, CertType.KEY_ED25519, signing.publicKey(), expires, master, true)
                .encoded();
    }

    void newOnion() {
        onion = Curve25519KeyPair.generate();
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
        return certificate;
    }

    @Override
    public LinkKeys link() {
        throw new AssertionError("a descriptor has nothing to do with link keys");
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

    @Override
    public void renew() {
        newOnion();
    }
}
