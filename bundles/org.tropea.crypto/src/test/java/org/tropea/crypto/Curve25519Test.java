package org.tropea.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class Curve25519Test {
    /** RFC 7748, section 6.1. */
    @Test
    void agreesAsRfc7748Says() throws CryptoFault {
        Curve25519KeyPair alice = Curve25519KeyPair.fromSecret(
                Hex.bytes("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a"));
        byte[] bob = Hex.bytes("de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f");
        assertEquals("8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a", Hex.of(alice.publicKey()));
        assertEquals("4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742", Hex.of(alice.agree(bob)));
    }

    @Test
    void bothSidesAgree() throws CryptoFault {
        Curve25519KeyPair a = Curve25519KeyPair.generate();
        Curve25519KeyPair b = Curve25519KeyPair.generate();
        assertArrayEquals(a.agree(b.publicKey()), b.agree(a.publicKey()));
    }

    @Test
    void refusesPointsOfSmallOrder() {
        Curve25519KeyPair key = Curve25519KeyPair.generate();
        byte[] one = new byte[32];
        one[0] = 1;
        assertThrows(CryptoFault.class, () -> key.agree(new byte[32]));
        assertThrows(CryptoFault.class, () -> key.agree(one));
        assertThrows(CryptoFault.class, () -> key.agree(new byte[31]));
    }
}
