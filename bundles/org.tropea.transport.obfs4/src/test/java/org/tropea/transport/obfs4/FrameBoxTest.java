package org.tropea.transport.obfs4;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.bouncycastle.crypto.engines.XSalsa20Engine;
import org.bouncycastle.crypto.macs.Poly1305;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;
import org.junit.jupiter.api.Test;
import org.tropea.crypto.Digests;

class FrameBoxTest {
    /** A frame with {@code contents} as obfs4proxy's framing package makes it. */
    private static byte[] seal(FrameBox box, byte[] contents, int ahead) {
        byte[] frame = new byte[Frame.LENGTH + FrameBox.TAG + contents.length];
        int masked = box.nextMask() ^ FrameBox.TAG + contents.length;
        frame[0] = (byte) (masked >> 8);
        frame[1] = (byte) masked;
        box.begin(FrameBox.TAG + contents.length, ahead);
        box.apply(0, contents, 0, frame, Frame.LENGTH + FrameBox.TAG, contents.length);
        box.authenticate(frame, Frame.LENGTH, contents.length);
        return frame;
    }

    private static byte[] contents(int length, int which) {
        byte[] contents = new byte[length];
        for (int i = 0; i < length; i++) {
            contents[i] = (byte) (i * 7 + length + which);
        }
        return contents;
    }

    @Test
    void framesAreThoseOfObfs4proxy() {
        List<String[]> vectors = Vectors.of("frames");
        for (int which = 0; which < vectors.size(); which++) {
            for (int ahead = 0; ahead < 10; ahead += 3) {
                frames(vectors.get(which), which, ahead);
            }
        }
        assertEquals(3, vectors.size());
    }

    private static void frames(String[] vector, int which, int ahead) {
        FrameBox box = new FrameBox(Vectors.bytes(vector[0]), 0, new KeyStream());
        for (int i = 1; i < vector.length; i++) {
            String[] frame = vector[i].split(":");
            byte[] sealed = seal(box, contents(Integer.parseInt(frame[0]), which), ahead);
            if (frame.length == 2) {
                assertEquals(frame[1], Vectors.hex(sealed));
            } else {
                assertEquals(frame[1], Vectors.hex(Arrays.copyOf(sealed, 18)));
                assertEquals(frame[2], Vectors.hex(Digests.sha512(sealed)).substring(0, 32));
            }
        }
    }

    @Test
    void boxesAreThoseOfTheLibraryHoweverManyAreFilledAtOnce() {
        Random random = new Random(5);
        byte[] material = new byte[FrameBox.MATERIAL];
        random.nextBytes(material);
        FrameBox box = new FrameBox(material, 0, new KeyStream());
        for (int counter = 1; counter < 2000; counter++) {
            byte[] contents = new byte[random.nextInt(Frame.LONGEST_BOX - FrameBox.TAG + 1)];
            random.nextBytes(contents);
            byte[] frame = seal(box, contents, random.nextInt(12));
            byte[] expected = library(material, counter, contents);
            assertArrayEquals(expected, Arrays.copyOfRange(frame, Frame.LENGTH, frame.length));
        }
    }

    /** NaCl's secretbox. */
    private static byte[] library(byte[] material, int counter, byte[] contents) {
        byte[] nonce = Arrays.copyOfRange(material, 32, 56);
        for (int i = 0; i < 8; i++) {
            nonce[16 + i] = (byte) ((long) counter >>> 56 - 8 * i);
        }
        XSalsa20Engine engine = new XSalsa20Engine();
        engine.init(true, new ParametersWithIV(new KeyParameter(material, 0, 32), nonce));
        byte[] tagKey = new byte[32];
        engine.processBytes(tagKey, 0, 32, tagKey, 0);
        byte[] box = new byte[FrameBox.TAG + contents.length];
        engine.processBytes(contents, 0, contents.length, box, FrameBox.TAG);
        Poly1305 poly = new Poly1305();
        poly.init(new KeyParameter(tagKey));
        poly.update(box, FrameBox.TAG, contents.length);
        poly.doFinal(box, 0);
        return box;
    }

    @Test
    void extremeNumbersHaveTheTagOfTheLibrary() {
        byte[] key = new byte[32];
        byte[] message = new byte[100];
        for (int fill : new int[] {0, 1, 0x7f, 0x80, 0xfb, 0xff}) {
            for (int keyFill : new int[] {0, 1, 2, 0xff}) {
                Arrays.fill(key, (byte) keyFill);
                Arrays.fill(message, (byte) fill);
                for (int length = 0; length <= message.length; length++) {
                    checkTag(key, message, length);
                }
            }
        }
    }

    private static void checkTag(byte[] key, byte[] message, int length) {
        Poly1305 library = new Poly1305();
        library.init(new KeyParameter(key));
        library.update(message, 0, length);
        byte[] expected = new byte[16];
        library.doFinal(expected, 0);
        byte[] tag = new byte[16];
        new org.tropea.transport.obfs4.Poly1305().tag(key, 0, message, 0, length, tag, 0);
        assertArrayEquals(expected, tag);
    }

    @Test
    void everyBitOfABoxIsAuthenticated() {
        FrameBox sealer = new FrameBox(new byte[FrameBox.MATERIAL], 0, new KeyStream());
        byte[] frame = seal(sealer, contents(50, 1), 1);
        FrameBox opener = new FrameBox(new byte[FrameBox.MATERIAL], 0, new KeyStream());
        opener.nextMask();
        opener.begin(frame.length - Frame.LENGTH, 1);
        assertTrue(opener.authentic(frame, Frame.LENGTH, 50));
        for (int bit = 8 * Frame.LENGTH; bit < 8 * frame.length; bit++) {
            frame[bit / 8] ^= (byte) (1 << bit % 8);
            assertFalse(opener.authentic(frame, Frame.LENGTH, 50));
            frame[bit / 8] ^= (byte) (1 << bit % 8);
        }
    }

    @Test
    void connectionsShareTheScratchOfTheirLoop() {
        byte[] other = new byte[FrameBox.MATERIAL];
        other[0] = 1;
        KeyStream shared = new KeyStream();
        FrameBox a = new FrameBox(new byte[FrameBox.MATERIAL], 0, shared);
        FrameBox b = new FrameBox(other, 0, shared);
        FrameBox aAlone = new FrameBox(new byte[FrameBox.MATERIAL], 0, new KeyStream());
        FrameBox bAlone = new FrameBox(other, 0, new KeyStream());
        for (int i = 0; i < 40; i++) {
            assertArrayEquals(seal(aAlone, contents(1400, i), 1), seal(a, contents(1400, i), i % 9));
            assertArrayEquals(seal(bAlone, contents(90, i), 1), seal(b, contents(90, i), i % 7));
        }
    }
}
