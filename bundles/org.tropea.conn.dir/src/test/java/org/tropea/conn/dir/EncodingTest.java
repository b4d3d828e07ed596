package org.tropea.conn.dir;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tropea.flow.fault.PeerFault;

class EncodingTest {
    private static final int MAX = 1 << 24;

    /** Text that shrinks like a directory document, to about a third. */
    private static byte[] text(int length) {
        byte[] text = new byte[length];
        Random random = new Random(1);
        for (int i = 0; i < length; i++) {
            text[i] = (byte) ('a' + random.nextInt(6));
        }
        return text;
    }

    private static byte[] twice(byte[] bytes) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(bytes);
        both.writeBytes(bytes);
        return both.toByteArray();
    }

    @ParameterizedTest
    @EnumSource(Encoding.class)
    void thereAndBack(Encoding encoding) throws IOException {
        for (int length : new int[] {0, 1, 70_000, 1_000_000}) {
            byte[] text = text(length);
            byte[] coded = encoding.encode(List.of(text));
            assertArrayEquals(text, encoding.decode(coded, MAX));
            assertTrue(encoding == Encoding.IDENTITY || length < 1_000_000 || coded.length < length / 2);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Encoding.class,
            names = {"DEFLATE", "GZIP", "ZSTD"})
    void severalOnesBehindEachOtherAreOneDocument(Encoding encoding) throws IOException {
        byte[] text = text(30_000);
        assertArrayEquals(twice(text), encoding.decode(twice(encoding.encode(List.of(text))), MAX));
    }

    @ParameterizedTest
    @EnumSource(value = Encoding.class, mode = EnumSource.Mode.EXCLUDE, names = "IDENTITY")
    void bombIsRefused(Encoding encoding) throws IOException {
        byte[] bomb = encoding.encode(List.of(new byte[8 << 20]));
        IOException refused = assertThrows(IOException.class, () -> encoding.decode(bomb, MAX));
        assertTrue(refused.getMessage().contains("25 times"), refused.getMessage());
    }

    @ParameterizedTest
    @EnumSource(
            value = Encoding.class,
            names = {"DEFLATE", "GZIP", "ZSTD"})
    void bombInManyPartsIsRefused(Encoding encoding) throws IOException {
        byte[] part =
                encoding.encode(List.of(new byte[60_000])); // each below the size from which one part is looked at
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < 200; i++) {
            all.writeBytes(part);
        }
        assertThrows(IOException.class, () -> encoding.decode(all.toByteArray(), MAX));
    }

    @ParameterizedTest
    @EnumSource(value = Encoding.class, mode = EnumSource.Mode.EXCLUDE, names = "IDENTITY")
    void aboveTheMaximumIsRefused(Encoding encoding) throws IOException {
        byte[] coded = encoding.encode(List.of(text(100_001)));
        assertEquals(100_001, encoding.decode(coded, 100_001).length);
        assertThrows(IOException.class, () -> encoding.decode(coded, 100_000));
    }

    @ParameterizedTest
    @EnumSource(value = Encoding.class, mode = EnumSource.Mode.EXCLUDE, names = "IDENTITY")
    void whatIsCutShortAnywhereEndsInAnIoException(Encoding encoding) throws IOException {
        byte[] coded = encoding.encode(List.of(text(5_000)));
        for (int length = 0; length < coded.length; length += 1 + coded.length / 200) {
            byte[] cut = Arrays.copyOf(coded, length);
            assertTimeoutPreemptively(
                    Duration.ofSeconds(10),
                    () -> assertThrows(IOException.class, () -> encoding.decode(cut, MAX), "cut at " + cut.length));
        }
    }

    @ParameterizedTest
    @EnumSource(value = Encoding.class, mode = EnumSource.Mode.EXCLUDE, names = "IDENTITY")
    void brokenDataNeverThrowsAnythingElse(Encoding encoding) throws IOException {
        byte[] good = encoding.encode(List.of(text(5_000)));
        Random random = new Random(7);
        for (int i = 0; i < 500; i++) {
            byte[] bad = good.clone();
            bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
            try {
                assertTrue(encoding.decode(bad, MAX).length <= MAX);
            } catch (IOException refused) {
                assertTrue(refused.getMessage() == null || !refused.getMessage().isEmpty());
            }
        }
    }

    @Test
    void lzmaBeginsAsCtorKnowsIt() throws IOException {
        for (int length : new int[] {1, 5_000, 70_000, 3_000_000}) {
            byte[] coded = Encoding.LZMA.encode(List.of(text(length)));
            assertArrayEquals(new byte[] {0x5d, 0, 0}, Arrays.copyOf(coded, 3));
        }
    }

    @Test
    void namesInHeaders() throws PeerFault {
        assertEquals(Encoding.ZSTD, Encoding.of("x-zstd"));
        assertEquals(Encoding.LZMA, Encoding.of(" X-Tor-LZMA "));
        assertEquals(Encoding.IDENTITY, Encoding.of(""));
        assertThrows(PeerFault.class, () -> Encoding.of("br"));
    }

    @Test
    void theBestOfWhatIsAccepted() {
        Set<Encoding> all = Encoding.accepted("deflate, gzip,x-zstd ,br;q=1, x-tor-lzma");
        assertEquals(EnumSet.allOf(Encoding.class), all);
        assertEquals(Encoding.LZMA, Encoding.best(all, true));
        assertEquals(Encoding.ZSTD, Encoding.best(all, false));
        assertEquals(Encoding.GZIP, Encoding.best(Encoding.accepted("gzip"), true));
        assertEquals(Encoding.IDENTITY, Encoding.best(Encoding.accepted("x-tor-lzma"), false));
        assertEquals(Encoding.IDENTITY, Encoding.best(Encoding.accepted(""), true));
    }
}
