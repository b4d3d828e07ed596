package org.tropea.crypto.relay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.bouncycastle.crypto.digests.SHAKEDigest;
import org.junit.jupiter.api.Test;
import org.tropea.crypto.Digests;
import org.tropea.crypto.Hex;
import org.tropea.crypto.Randomness;

class Tor1RelayCryptoTest {
    private static final int LEN = RelayCrypto.PAYLOAD_LEN;

    /** Key material and plaintexts of the known answers that C tor's relay crypto produced for three hops. */
    private static final String[] KEYS = {
        "    'My public key is in this signed x509 object', said Tom assertively.      (N-PREG-VIRYL)",
        "'Let's chart the pedal phlanges in the tomb', said Tom cryptographically.  (PELCG-GBR-TENCU)",
        "     'Segmentation fault bugs don't _just happen_', said Tom seethingly.        (P-GUVAT-YL)"
    };

    private static final String SEED = "'You mean to tell me that there's a version of Sha-3 with no limit on the"
            + " output length?', said Tom shakily.";

    /** Cell number and SHA-256 of its 509 encrypted bytes. */
    private static final Map<Integer, String> ANSWERS = new TreeMap<>(Map.of(
            0, "f3cc9a1db3b472b95a5344d4bd9756bf8a1b827b4b65770f4bea3e2486e37ad6",
            1, "d531b194233f70e76d72e4d5b656099328ae95634401bbb26ae71904b26b65a6",
            2, "7b3ad754d16c2e10b790fc5ffd51dd4d80df776bd47d1db6ad76fc1b17f1c971",
            10, "afcc7f1a9728fe1c23a221aafca03d0d1cf351036d3c95b01ed3f724d0c69e25",
            20, "0828e919c87184df3558c66fb747960dfbd08a504174ee3ff2145aa17743a775",
            30, "d9eb99e28ee8358ea8cc1b59fe324e4f50706389be5d0672e2e7da800c11cc45",
            40, "4690cad7853f177cb199da6cc9a8e57c58b441208bde486022df2d4bc16a5951",
            50, "0ceaabe1dd9fd32184163dcf130543ec24c58f4aa5c3a718a782e01cfa2305fb"));

    private final RelayCrypto[] client = hops();
    private final RelayCrypto[] relays = hops();

    private static RelayCrypto[] hops() {
        RelayCrypto[] hops = new RelayCrypto[KEYS.length];
        for (int i = 0; i < hops.length; i++) {
            hops[i] = new Tor1RelayCrypto(KEYS[i].getBytes(StandardCharsets.US_ASCII));
        }
        return hops;
    }

    @Test
    void clientEncryptsAsKnown() {
        SHAKEDigest plain = new SHAKEDigest(256);
        plain.update(SEED.getBytes(StandardCharsets.US_ASCII), 0, SEED.length());
        for (int cell = 0; cell <= 50; cell++) {
            byte[] payload = new byte[LEN];
            System.arraycopy(new byte[] {2, 0, 0, 0, 1, 0, 0, 0, 0, 1, (byte) 242}, 0, payload, 0, 11);
            plain.doOutput(payload, 11, 498);
            byte[] sent = clientSends(payload, 2);
            if (ANSWERS.containsKey(cell)) {
                assertEquals(ANSWERS.get(cell), Hex.of(Digests.sha256(sent)), "cell " + cell);
            }
        }
    }

    private byte[] clientSends(byte[] payload, int toHop) {
        client[toHop].forward().originate(payload, 0);
        byte[] cell = payload;
        for (int hop = toHop; hop >= 0; hop--) {
            cell = through(client[hop].forward(), cell);
        }
        return cell;
    }

    private static byte[] through(RelayLayer layer, byte[] payload) {
        byte[] out = new byte[LEN];
        layer.apply(payload, 0, out, 0);
        return out;
    }

    private static byte[] payload(int fill) {
        byte[] payload = new byte[LEN];
        Arrays.fill(payload, 11, LEN, (byte) fill);
        payload[0] = 2;
        return payload;
    }

    @Test
    void everyHopRecognizesItsOwnCellsOnly() {
        for (int round = 0; round < 30; round++) {
            int target = round % 3;
            byte[] cell = clientSends(payload(round), target);
            for (int hop = 0; hop <= target; hop++) {
                cell = through(relays[hop].forward(), cell);
                assertEquals(hop == target, relays[hop].forward().recognize(cell, 0), "hop " + hop);
            }
            assertEquals((byte) round, cell[200]);
        }
    }

    @Test
    void clientRecognizesWhoAnswered() {
        for (int round = 0; round < 30; round++) {
            int origin = (round * 7) % 3;
            byte[] cell = payload(round);
            relays[origin].backward().originate(cell, 0);
            for (int hop = origin; hop >= 0; hop--) {
                cell = through(relays[hop].backward(), cell);
            }
            for (int hop = 0; hop <= origin; hop++) {
                cell = through(client[hop].backward(), cell);
                assertEquals(hop == origin, client[hop].backward().recognize(cell, 0), "hop " + hop);
            }
            assertEquals((byte) round, cell[508]);
        }
    }

    @Test
    void bothEndsKnowTheSameDigestForSendmes() {
        byte[] made = new byte[20];
        byte[] seen = new byte[22];
        for (int i = 0; i < 3; i++) {
            byte[] cell = through(relays[0].forward(), clientSends(payload(i), 0));
            assertTrue(relays[0].forward().recognize(cell, 0));
            client[0].forward().lastDigest(made, 0);
            relays[0].forward().lastDigest(seen, 2);
            assertArrayEquals(made, Arrays.copyOfRange(seen, 2, 22));
            assertArrayEquals(Arrays.copyOf(made, 4), Arrays.copyOfRange(cell, 5, 9), "digest field");
        }
        assertEquals(20, relays[0].forward().digestLength());
    }

    @Test
    void aFalseAlarmChangesNothing() {
        byte[] alarm = Randomness.bytes(LEN);
        alarm[1] = 0;
        alarm[2] = 0;
        byte[] before = alarm.clone();
        assertFalse(relays[0].forward().recognize(alarm, 0));
        assertArrayEquals(before, alarm);
        byte[] cell = through(relays[0].forward(), clientSends(payload(1), 0));
        assertTrue(relays[0].forward().recognize(cell, 0));
    }

    @Test
    void aChangedCellIsNotRecognized() {
        byte[] cell = clientSends(payload(1), 0);
        cell[300] ^= 1;
        assertFalse(relays[0].forward().recognize(through(relays[0].forward(), cell), 0));
    }

    @Test
    void worksAtOffsetsAndLeavesTheRestAlone() {
        byte[] cell = clientSends(payload(9), 0);
        byte[] src = new byte[600];
        System.arraycopy(cell, 0, src, 40, LEN);
        byte[] dst = new byte[600];
        relays[0].forward().apply(src, 40, dst, 17);
        assertTrue(relays[0].forward().recognize(dst, 17));
        assertEquals(0, dst[16]);
        assertEquals(0, dst[17 + LEN]);
        assertEquals(9, dst[17 + 11]);
    }

    @Test
    void shortKeyMaterialIsABug() {
        assertThrows(IllegalArgumentException.class, () -> new Tor1RelayCrypto(new byte[71]));
    }

    @Test
    void passingCellsAllocateNothing() {
        var threads = (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        RelayLayer layer = relays[0].forward();
        byte[] src = Randomness.bytes(LEN);
        byte[] dst = new byte[LEN];
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 50 && least >= 10; round++) { // until the compiler is done with it
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 10_000; i++) {
                relayOne(layer, src, dst);
            }
            least = Math.min(least, (threads.getCurrentThreadAllocatedBytes() - before) / 10_000);
        }
        assertTrue(least < 10, least + " bytes per cell");
    }

    private static void relayOne(RelayLayer layer, byte[] src, byte[] dst) {
        layer.apply(src, 0, dst, 0);
        dst[1] = 1;
        layer.recognize(dst, 0);
    }
}
