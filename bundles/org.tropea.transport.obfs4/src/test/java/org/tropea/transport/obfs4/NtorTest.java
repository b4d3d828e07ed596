package org.tropea.transport.obfs4;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.tropea.crypto.CryptoFault;
import org.tropea.crypto.Curve25519KeyPair;

class NtorTest {
    private static SessionKey key(String secret) {
        byte[] bytes = Vectors.bytes(secret);
        return new SessionKey(bytes, Curve25519KeyPair.fromSecret(bytes).publicKey(), new byte[32]);
    }

    @Test
    void bothSidesComputeWhatObfs4proxyDoes() throws Exception {
        for (String[] vector : Vectors.of("ntor")) {
            Curve25519KeyPair identity = Curve25519KeyPair.fromSecret(Vectors.bytes(vector[1]));
            BridgeCert bridge = new BridgeCert(Vectors.bytes(vector[0]), identity.publicKey());
            SessionKey client = key(vector[2]);
            SessionKey server = key(vector[3]);
            check(vector, Ntor.ofClient(client, server.publicKey(), bridge));
            check(vector, Ntor.ofServer(server, client.publicKey(), bridge, identity));
        }
        assertEquals(3, Vectors.of("ntor").size());
    }

    private static void check(String[] vector, Ntor ntor) {
        assertEquals(vector[4], Vectors.hex(ntor.keySeed()));
        assertEquals(vector[5], Vectors.hex(ntor.auth()));
        assertEquals(vector[6], Vectors.hex(ntor.keys()));
    }

    @Test
    void aKeyOfLowOrderIsRefused() {
        String[] vector = Vectors.of("ntor").get(0);
        Curve25519KeyPair identity = Curve25519KeyPair.fromSecret(Vectors.bytes(vector[1]));
        BridgeCert bridge = new BridgeCert(Vectors.bytes(vector[0]), identity.publicKey());
        assertThrows(CryptoFault.class, () -> Ntor.ofServer(key(vector[3]), new byte[32], bridge, identity));
        assertThrows(CryptoFault.class, () -> Ntor.ofClient(key(vector[2]), new byte[32], bridge));
    }
}
