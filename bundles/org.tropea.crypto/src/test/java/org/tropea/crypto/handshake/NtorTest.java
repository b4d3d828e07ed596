package org.tropea.crypto.handshake;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.tropea.crypto.Faults.assertFault;

import org.junit.jupiter.api.Test;
import org.tropea.crypto.CryptoFault;
import org.tropea.crypto.Curve25519KeyPair;
import org.tropea.crypto.Hex;

class NtorTest {
    private static final byte[] NODE_ID = Hex.bytes("69546f6c64596f7541626f75745374616972732e");
    private static final Curve25519KeyPair ONION =
            key("4820544f4c4420594f5520444f474954204b454550532048415050454e494e47");
    private static final Curve25519KeyPair CLIENT =
            key("706f6461792069207075742e2e2e2e2e2e2e2e4a454c4c59206f6e2074686973");
    private static final Curve25519KeyPair SERVER =
            key("70686520737175697272656c2e2e2e2e2e2e2e2e686173206869732067616d65");
    private static final String ONIONSKIN = "69546f6c64596f7541626f75745374616972732e"
            + "ccbc8541904d18af08753eae967874749e6149f873de937f57f8fd903a21c471"
            + "e65dfdbef8b2635837fe2cebc086a8096eae3213e6830dc407516083d412b078";
    private static final String REPLY = "390480a14362761d6aec1fea840f6e9e928fb2adb7b25c670be1045e35133a37"
            + "1cbdf68b89923e1f85e8e18ee6e805ea333fe4849c790ffd2670bd80fec95cc8";
    private static final String KEYS = "0c62dee7f48893370d0ef896758d35729867beef1a5121df80e00f79ed349af3"
            + "9b51cae125719182f19d932a667dae1afbf2e336e6910e7822223e763afad0a13342157969dc6b79";

    private static Curve25519KeyPair key(String secret) {
        return Curve25519KeyPair.fromSecret(Hex.bytes(secret));
    }

    @Test
    void clientSideGivesKnownAnswers() throws CryptoFault {
        NtorClient client = new NtorClient(NODE_ID, ONION.publicKey(), CLIENT);
        assertEquals(ONIONSKIN, Hex.of(client.onionskin()));
        assertEquals(KEYS, Hex.of(client.finish(Hex.bytes(REPLY), 0, 64, 72)));
    }

    @Test
    void serverSideGivesKnownAnswers() throws CryptoFault {
        NtorServer server = new NtorServer(NODE_ID, ONION, null);
        HandshakeReply reply = server.respond(Hex.bytes("ffff" + ONIONSKIN), 2, 84, 72, SERVER);
        assertEquals(REPLY, Hex.of(reply.reply()));
        assertEquals(KEYS, Hex.of(reply.keyMaterial()));
    }

    @Test
    void previousOnionKeyStillWorks() throws CryptoFault {
        NtorServer server = new NtorServer(NODE_ID, Curve25519KeyPair.generate(), ONION);
        NtorClient client = new NtorClient(NODE_ID, ONION.publicKey());
        HandshakeReply reply = server.respond(client.onionskin(), 0, 84, 92);
        assertArrayEquals(reply.keyMaterial(), client.finish(reply.reply(), 0, 64, 92));
    }

    @Test
    void serverRefusesWhatIsNotForIt() {
        NtorServer server = new NtorServer(NODE_ID, ONION, null);
        byte[] otherNode = Hex.bytes(ONIONSKIN);
        otherNode[0] ^= 1;
        byte[] otherKey = Hex.bytes(ONIONSKIN);
        otherKey[20] ^= 1;
        byte[] zeroPoint = new byte[84];
        System.arraycopy(Hex.bytes(ONIONSKIN), 0, zeroPoint, 0, 52);
        assertFault("another relay", () -> server.respond(otherNode, 0, 84, 72));
        assertFault("an onion key that we do not have", () -> server.respond(otherKey, 0, 84, 72));
        assertFault("all-zero", () -> server.respond(zeroPoint, 0, 84, 72));
        assertFault("must have 84", () -> server.respond(zeroPoint, 0, 83, 72));
    }

    @Test
    void clientRefusesEveryFlippedByte() {
        for (int i = 0; i < 64; i++) {
            byte[] bad = Hex.bytes(REPLY);
            bad[i] ^= 2;
            NtorClient client = new NtorClient(NODE_ID, ONION.publicKey(), CLIENT);
            assertFault("does not prove", () -> client.finish(bad, 0, 64, 72));
        }
    }
}
