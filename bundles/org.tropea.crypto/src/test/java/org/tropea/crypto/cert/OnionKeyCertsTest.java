package org.tropea.crypto.cert;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.tropea.crypto.Faults.assertFault;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tropea.crypto.Armor;
import org.tropea.crypto.CryptoFault;
import org.tropea.crypto.Curve25519KeyPair;
import org.tropea.crypto.Encodings;
import org.tropea.crypto.Hex;
import org.tropea.crypto.Randomness;
import org.tropea.crypto.RsaKeyPair;
import org.tropea.crypto.RsaPublicKey;

class OnionKeyCertsTest {
    private static final long NOW = 1_602_595_629;

    /** From descriptors of C tor relays: sign bit, certificate, ntor onion key, Ed25519 identity. */
    @ParameterizedTest
    @CsvSource({
        "0,010a0006cd8e010d78603ea9bbd001bf5c3028e719ec1a5a5569df115a5761161d5fc85674662600d99cd4012c0f4238f8f2b14d"
                + "b137460a4fd1a53189105a43718622f5b2359b22c756c4d40b3f638375fd5b67e7b6f478c776c4ba24784bc62531ab4c7a04"
                + "2c0d,d8e284fbb7d323f08a399e1bcf37d2b8d692073b01365ca383b3c985668c326c,"
                + "0d78603ea9bbd001bf5c3028e719ec1a5a5569df115a5761161d5fc856746626",
        "1,010a0006cd8e010707ed9c2b7878bfe5f87732e1d4297c53587050a0529a013a29213ea1678cea0025a1a83bcae37ec838b7ee95"
                + "918a7b23dc58268c1e3758a7d1c1c915b5c5984257df2669a4e4a530b2ee419ad286871989758444cc7885cdd48f184c3bf8"
                + "a503,bc2602deb0828fe7a6261f2e3672b739c5f6991ae03d61a07a46bad7b4271853,"
                + "0707ed9c2b7878bfe5f87732e1d4297c53587050a0529a013a29213ea1678cea"
    })
    void readsNtorCertsOfCTor(int signBit, String cert, String onionKey, String identity) throws CryptoFault {
        Ed25519Cert parsed = Ed25519Cert.parse(Hex.bytes(cert));
        OnionKeyCerts.checkNtor(parsed, Hex.bytes(onionKey), signBit, Hex.bytes(identity), NOW);
        assertFault(
                "bad signature",
                () -> OnionKeyCerts.checkNtor(parsed, Hex.bytes(onionKey), 1 - signBit, Hex.bytes(identity), NOW));
    }

    @Test
    void ntorCertComesBack() throws CryptoFault {
        byte[] identity = Randomness.bytes(32);
        for (int i = 0; i < 10; i++) {
            Curve25519KeyPair onion = Curve25519KeyPair.generate();
            Ed25519Cert cert = OnionKeyCerts.signNtor(onion, identity, NOW);
            int bit = OnionKeyCerts.ntorSignBit(onion);
            OnionKeyCerts.checkNtor(cert, onion.publicKey(), bit, identity, NOW);
            assertFault(
                    "another Ed25519 identity",
                    () -> OnionKeyCerts.checkNtor(cert, onion.publicKey(), bit, new byte[32], NOW));
        }
    }

    /** From the descriptor of a C tor relay. */
    @Test
    void readsATapCertOfCTor() throws CryptoFault {
        RsaPublicKey onion = RsaPublicKey.fromPem("-----BEGIN RSA PUBLIC KEY-----\n"
                + "MIGJAoGBAOrByE3R1SqUkYLMDDB408uliYrBj860aKU0sbS9F9xmxFONB4xHP6uA\n"
                + "MyBgHQGL91N30yZxWKkdRiuKpCZafxLrflx20U/JTijJugNWPBcLXG7pTaJsL7LQ\n"
                + "61WRwo7md8X5zRhSGd8Pisq2Ru2yDrd0DNfoxy2CSLJX0DN9aw4xAgMBAAE=\n"
                + "-----END RSA PUBLIC KEY-----\n");
        RsaPublicKey identity = RsaPublicKey.fromPem("-----BEGIN RSA PUBLIC KEY-----\n"
                + "MIGJAoGBALb83qDqIq7U75NuDnzZL/A1YvxMp/YqoxtKd2GuCOMRpu+DLpEJfAkB\n"
                + "0o9IP+CeCkT3JPP2irY+WEw8gLU9bx2VfdK4sm59Q7G0gWcfYsvn3wb3q43e0LOf\n"
                + "KQ/HMkZ+sJwQ5sCteAhGqbr9XNBfRE0bT5pyEZGKNg3ufCd1c7MLAgMBAAE=\n"
                + "-----END RSA PUBLIC KEY-----\n");
        byte[] cert = Armor.decode(
                "CROSSCERT",
                "-----BEGIN CROSSCERT-----\n"
                        + "Mr8P5CTgWB/J84yzF/zY4tnQixbFyNBXi+KXBVvRmFRKBKtRRf7NYKDlXpTWA+yv\n"
                        + "lyVzzKyVlSreRIZbmS/VZrS0adj8EL8VAGVg3l/7ZumKFRB0JSiVpidd2yu0K8/2\n"
                        + "qENpmGQbFco+6tj8dsxr4HrPaV7UBDxwjDR/2HADiiI=\n"
                        + "-----END CROSSCERT-----\n");
        byte[] master = Encodings.fromBase64("/2tF8UqpI68XF3NYdNL75Eqozbhm+MWINQWVKGZ8HoA", "master key");
        assertArrayEquals(Hex.bytes("240320ECF589C1F4DC0B864B28AF811359CEFD86"), identity.sha1());
        OnionKeyCerts.checkTap(cert, onion, identity.sha1(), master);
        assertFault("other identities", () -> OnionKeyCerts.checkTap(cert, onion, new byte[20], master));
        assertFault("not by this key", () -> OnionKeyCerts.checkTap(new byte[128], onion, identity.sha1(), master));
    }

    @Test
    void tapCertComesBack() throws CryptoFault {
        RsaKeyPair onion = RsaKeyPair.generate(1024);
        byte[] rsaId = Randomness.bytes(20);
        byte[] edId = Randomness.bytes(32);
        OnionKeyCerts.checkTap(OnionKeyCerts.signTap(onion, rsaId, edId), onion.publicKey(), rsaId, edId);
    }
}
