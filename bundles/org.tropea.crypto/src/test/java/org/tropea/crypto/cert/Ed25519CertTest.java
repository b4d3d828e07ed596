package org.tropea.crypto.cert;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.tropea.crypto.Faults.assertFault;

import org.junit.jupiter.api.Test;
import org.tropea.crypto.Bytes;
import org.tropea.crypto.CryptoFault;
import org.tropea.crypto.Ed25519KeyPair;
import org.tropea.crypto.Hex;

class Ed25519CertTest {
    /** Two certificates of a C tor relay: type 4 with its signing key, type 5 without. */
    private static final byte[] SIGNING = Hex.bytes("01 04 0006CC2A 01"
            + "F82294B866A31F01FC5D0DA8572850A9B929545C3266558D7D2316E3B74172B0"
            + "01 0020 04 00"
            + "DCB604DB2034B00FD16986D4ADB9D16B21CB4E4457A33DEC0F538903683E96E9"
            + "FF1A5203FA27F86EF7528D89A0845D2520166E340754FFEA2AAE0F612B7CE5DA"
            + "094A0236CDAC45034B0B6842C18E7F6B51B93A3CF7E60663B8AD061C30A62602");

    private static final byte[] LINK = Hex.bytes("01 05 0006C98A 03"
            + "B4FD606B64E4CBD466B8D76CB131069BAE6F3AA1878857C9F624E31D77A799B8 00"
            + "7173E5F8068431D0D3F5EE16B4C9FFD59DF373E152A87281BAE744AA5FCF7217"
            + "1BF4B27C4E8FC1C6A9FC5CA11058BC49647063D7903CFD9F512F89099B27BC0C");
    private static final byte[] IDENTITY =
            Hex.bytes("DCB604DB2034B00FD16986D4ADB9D16B21CB4E4457A33DEC0F538903683E96E9");
    private static final byte[] SIGNING_KEY =
            Hex.bytes("F82294B866A31F01FC5D0DA8572850A9B929545C3266558D7D2316E3B74172B0");
    private static final long NOW = 1_601_000_000;

    @Test
    void readsASigningCertOfCTor() throws CryptoFault {
        Ed25519Cert cert = Ed25519Cert.parse(SIGNING);
        assertEquals(1_603_735_200, cert.expires());
        assertArrayEquals(IDENTITY, cert.signer());
        assertArrayEquals(SIGNING_KEY, cert.key());
        cert.check(CertType.IDENTITY_SIGNING, CertType.KEY_ED25519, cert.signer(), NOW);
        assertArrayEquals(SIGNING, Ed25519Cert.fromArmor(cert.armor()).encoded());
    }

    @Test
    void readsALinkCertOfCTor() throws CryptoFault {
        Ed25519Cert cert = Ed25519Cert.parse(LINK);
        assertNull(cert.signer());
        cert.check(CertType.SIGNING_LINK, CertType.KEY_SHA256_OF_X509, SIGNING_KEY, NOW);
    }

    @Test
    void signsWhatItCanRead() throws CryptoFault {
        Ed25519KeyPair signer = Ed25519KeyPair.generate();
        for (boolean include : new boolean[] {true, false}) {
            Ed25519Cert cert = Ed25519Cert.sign(8, CertType.KEY_ED25519, SIGNING_KEY, NOW, signer, include);
            Ed25519Cert read = Ed25519Cert.parse(cert.encoded());
            read.check(8, CertType.KEY_ED25519, signer.publicKey(), NOW);
            assertArrayEquals(cert.signer(), read.signer());
            assertEquals(include ? 140 : 104, cert.encoded().length);
        }
    }

    @Test
    void expiresAfterTheHourRoundedUp() throws CryptoFault {
        Ed25519KeyPair signer = Ed25519KeyPair.generate();
        Ed25519Cert cert = Ed25519Cert.sign(8, 1, SIGNING_KEY, 3600 * 100 + 1, signer, false);
        assertEquals(3600 * 101, cert.expires());
        cert.checkLive(3600 * 101);
        assertFault("type 8 expired", () -> cert.checkLive(3600 * 101 + 1));
    }

    @Test
    void everyFlippedBitIsRefused() {
        for (byte[] good : new byte[][] {SIGNING, LINK}) {
            byte[] key = good == SIGNING ? IDENTITY : SIGNING_KEY;
            for (int bit = 0; bit < good.length * 8; bit++) {
                byte[] bad = good.clone();
                bad[bit / 8] ^= (byte) (1 << bit % 8);
                assertThrows(CryptoFault.class, () -> Ed25519Cert.parse(bad).checkSignature(key), "bit " + bit);
            }
        }
    }

    @Test
    void everyOtherLengthIsRefused() {
        for (int len = 0; len < SIGNING.length; len++) {
            byte[] cut = Bytes.slice(SIGNING, 0, len);
            assertThrows(CryptoFault.class, () -> Ed25519Cert.parse(cut), len + " bytes");
        }
        assertFault("ends with 65 bytes", () -> Ed25519Cert.parse(Bytes.concat(SIGNING, new byte[1])));
    }

    @Test
    void otherVersionsTypesAndSignersAreRefused() throws CryptoFault {
        byte[] versionTwo = SIGNING.clone();
        versionTwo[0] = 2;
        assertFault("version 2", () -> Ed25519Cert.parse(versionTwo));
        Ed25519Cert cert = Ed25519Cert.parse(SIGNING);
        assertFault("type 4, expected 5", () -> cert.checkKind(5, 1));
        assertFault("key type 1, expected 3", () -> cert.checkKind(4, 3));
        assertFault("another signing key", () -> cert.checkSignature(SIGNING_KEY));
        assertFault("bad signature", () -> Ed25519Cert.parse(LINK).checkSignature(IDENTITY));
    }

    @Test
    void unknownExtensionsPassUnlessTheyAffectValidation() throws CryptoFault {
        assertNull(Ed25519Cert.parse(withExtensions(1, "0002 09 00 ABCD")).signer());
        assertNull(
                Ed25519Cert.parse(withExtensions(2, "0000 09 02 0001 0A 00 FF")).signer());
        assertFault("unknown extension 9", () -> Ed25519Cert.parse(withExtensions(1, "0002 09 01 ABCD")));
    }

    @Test
    void badExtensionsAreRefused() {
        String key = Hex.of(IDENTITY);
        assertFault("twice", () -> Ed25519Cert.parse(withExtensions(2, "0020 04 00" + key + "0020 04 00" + key)));
        assertFault("33 bytes", () -> Ed25519Cert.parse(withExtensions(1, "0021 04 00" + key + "00")));
        assertFault("cut off in extension 1 of 1", () -> Ed25519Cert.parse(withExtensions(1, "FFFF 09 00 ABCD")));
        assertFault("cut off in extension", () -> Ed25519Cert.parse(withExtensions(255, "")));
        assertFault("ends with", () -> Ed25519Cert.parse(withExtensions(0, "0002 09 00 ABCD")));
    }

    private static byte[] withExtensions(int count, String extensions) {
        byte[] head = Bytes.slice(LINK, 0, 40);
        head[39] = (byte) count;
        return Bytes.concat(head, Hex.bytes(extensions), new byte[64]);
    }
}
