package org.tropea.transport.obfs4;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.bouncycastle.crypto.macs.SipHash;
import org.bouncycastle.crypto.params.KeyParameter;
import org.junit.jupiter.api.Test;

class SipHashTest {
    @Test
    void hashesAreThoseOfObfs4proxy() {
        for (String[] vector : Vectors.of("sip")) {
            byte[] key = Vectors.bytes(vector[0]);
            byte[] message = vector[1].isEmpty() ? new byte[0] : Vectors.bytes(vector[1]);
            assertEquals(vector[2], String.format("%016x", hash(key, message)));
        }
    }

    private static long hash(byte[] key, byte[] message) {
        return org.tropea.transport.obfs4.SipHash.hash(
                org.tropea.transport.obfs4.SipHash.word(key, 0),
                org.tropea.transport.obfs4.SipHash.word(key, 8),
                message,
                0,
                message.length);
    }

    @Test
    void hashesOfEveryLengthAreThoseOfTheLibrary() {
        byte[] key = Vectors.bytes("000102030405060708090a0b0c0d0e0f");
        for (int length = 0; length < 40; length++) {
            byte[] message = new byte[length];
            Arrays.fill(message, (byte) (0x80 + length));
            SipHash library = new SipHash();
            library.init(new KeyParameter(key));
            library.update(message, 0, length);
            assertEquals(library.doFinal(), hash(key, message));
        }
    }

    @Test
    void chainsAreThoseOfObfs4proxyBeyondLengthsOfOneByte() {
        List<String[]> vectors = Vectors.of("drbg");
        for (String[] vector : vectors) {
            SipChain chain = new SipChain(Vectors.bytes(vector[0]), 0);
            for (int i = 1; i < vector.length; i++) {
                assertEquals(vector[i], String.format("%016x", chain.next()));
            }
            assertEquals(41, vector.length);
        }
        assertEquals(3, vectors.size());
    }

    @Test
    void aMaskIsTheFirstTwoBytesOfABlock() {
        String[] vector = Vectors.of("drbg").get(0);
        SipChain chain = new SipChain(Vectors.bytes(vector[0]), 0);
        for (int i = 1; i < vector.length; i++) {
            assertEquals(Integer.parseInt(vector[i].substring(0, 4), 16), chain.mask());
        }
    }
}
