package org.tropea.crypto.link;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.tropea.crypto.Faults.assertFault;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.tropea.crypto.Bytes;
import org.tropea.crypto.CryptoFault;
import org.tropea.crypto.Ed25519KeyPair;

class AuthenticateTest {
    private static final Ed25519KeyPair KEY = Ed25519KeyPair.generate();
    private static final AuthBinding BINDING = binding(-1);

    /** Fields filled with 1 to 8, but the one numbered {@code changed} with 99. */
    private static AuthBinding binding(int changed) {
        byte[][] f = new byte[8][32];
        for (int i = 0; i < f.length; i++) {
            Arrays.fill(f[i], (byte) (i == changed ? 99 : i + 1));
        }
        return new AuthBinding(f[0], f[1], f[2], f[3], f[4], f[5], f[6], f[7]);
    }

    @Test
    void bodyHasTheLayoutOfTheSpecification() {
        byte[] body = Authenticate.sign(BINDING, KEY);
        assertEquals(356, body.length);
        assertArrayEquals(new byte[] {0, 3, 1, 96}, Arrays.copyOf(body, 4));
        assertEquals("AUTH0003", new String(body, 4, 8, StandardCharsets.US_ASCII));
        for (int i = 0; i < 8; i++) {
            assertEquals(i + 1, body[12 + 32 * i], "field " + i);
            assertEquals(i + 1, body[12 + 32 * i + 31], "field " + i);
        }
    }

    @Test
    void isAcceptedWithWhateverFollows() throws CryptoFault {
        byte[] body = Authenticate.sign(BINDING, KEY);
        Authenticate.check(body, BINDING, KEY.publicKey());
        Authenticate.check(Bytes.concat(body, new byte[5]), BINDING, KEY.publicKey());
    }

    @Test
    void everyFlippedBitIsRefused() {
        byte[] good = Authenticate.sign(BINDING, KEY);
        for (int bit = 0; bit < good.length * 8; bit++) {
            byte[] bad = good.clone();
            bad[bit / 8] ^= (byte) (1 << bit % 8);
            assertThrows(CryptoFault.class, () -> Authenticate.check(bad, BINDING, KEY.publicKey()), "bit " + bit);
        }
    }

    @Test
    void anotherHandshakeIsRefusedByTheFieldsName() {
        String[] names = {"CID", "SID", "CID_ED", "SID_ED", "SLOG", "CLOG", "SCERT", "TLSSECRETS"};
        byte[] body = Authenticate.sign(BINDING, KEY);
        for (int i = 0; i < names.length; i++) {
            AuthBinding other = binding(i);
            assertFault(": " + names[i] + " differs", () -> Authenticate.check(body, other, KEY.publicKey()));
        }
    }

    @Test
    void otherKeysTypesAndLengthsAreRefused() {
        byte[] body = Authenticate.sign(BINDING, KEY);
        byte[] typeOne = body.clone();
        typeOne[1] = 1;
        byte[] other = Ed25519KeyPair.generate().publicKey();
        assertFault("bad signature", () -> Authenticate.check(body, BINDING, other));
        assertFault("has type 1", () -> Authenticate.check(typeOne, BINDING, KEY.publicKey()));
        for (int len = 0; len < body.length; len++) {
            byte[] cut = Bytes.slice(body, 0, len);
            assertThrows(CryptoFault.class, () -> Authenticate.check(cut, BINDING, KEY.publicKey()));
        }
    }
}
