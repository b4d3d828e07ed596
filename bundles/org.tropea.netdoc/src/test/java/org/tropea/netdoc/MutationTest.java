package org.tropea.netdoc;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tropea.netdoc.cert.KeyCertificate;
import org.tropea.netdoc.descriptor.ExtraInfo;
import org.tropea.netdoc.descriptor.ServerDescriptor;
import org.tropea.netdoc.frame.DocumentFault;
import org.tropea.netdoc.micro.Microdescriptors;
import org.tropea.netdoc.status.Consensus;
import org.tropea.netdoc.status.DetachedSignatures;
import org.tropea.netdoc.status.Vote;

/**
 * Whatever is done to a document at random, reading it ends in a document or a refusal. Another seed than the fixed one
 * by {@code -Dtropea.seed=N}, more rounds by {@code -Dtropea.rounds=N}.
 */
class MutationTest {
    private static final long SEED = Long.getLong("tropea.seed", 5);
    private static final int ROUNDS = Integer.getInteger("tropea.rounds", 1500);

    @FunctionalInterface
    private interface Reader {
        void read(byte[] bytes) throws DocumentFault;
    }

    private enum Kind {
        CONSENSUS("consensus-ns", Consensus::parse),
        MICRODESC_CONSENSUS("consensus-microdesc", Consensus::parse),
        MICRODESCRIPTORS("microdescriptors", bytes -> Microdescriptors.parseAll(bytes, 1 << 20)),
        KEY_CERTIFICATES("key-certificates", KeyCertificate::parseAll),
        DESCRIPTORS("server-descriptors", bytes -> ServerDescriptor.parseAll(bytes, 1 << 20)),
        EXTRA_INFOS("extra-infos", bytes -> ExtraInfo.parseAll(bytes, 1 << 20)),
        VOTE("vote", Vote::parse),
        DETACHED_SIGNATURES("detached-signatures", DetachedSignatures::parse);

        private final String file;
        private final Reader reader;

        Kind(String file, Reader reader) {
            this.file = file;
            this.reader = reader;
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void onlyRefusalsEver(Kind kind) {
        Random random = new Random(SEED);
        byte[] good = Ctor.bytes(kind.file);
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = mutated(good, random);
            try {
                kind.reader.read(bytes);
            } catch (DocumentFault fault) {
                refused++;
            } catch (RuntimeException | StackOverflowError e) {
                fail("seed " + SEED + ", round " + round + ":\n" + new String(bytes, StandardCharsets.UTF_8), e);
            }
        }
        assertTrue(refused > 0, "no mutation of " + kind + " was refused");
    }

    private static byte[] mutated(byte[] good, Random random) {
        byte[] bytes = good;
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            bytes = mutatedOnce(bytes, random);
        }
        return bytes;
    }

    private static byte[] mutatedOnce(byte[] bytes, Random random) {
        int from = random.nextInt(bytes.length);
        int to = from + random.nextInt(Math.min(80, bytes.length - from));
        return switch (random.nextInt(7)) {
            case 0 -> Arrays.copyOf(bytes, Math.max(1, from));
            case 1 -> spliced(bytes, from, to, new byte[0]);
            case 2 -> spliced(bytes, from, from, Arrays.copyOfRange(bytes, from, to));
            case 3 -> spliced(bytes, from, from + 1, new byte[] {(byte) random.nextInt(256)});
            case 4 -> spliced(bytes, from, from + 1, Ctor.bytesOf(pick(random)));
            case 5 -> withoutLine(bytes, from);
            default -> spliced(bytes, from, from, Arrays.copyOfRange(bytes, lineStart(bytes, to), bytes.length));
        };
    }

    private static String pick(Random random) {
        String[] parts = {
            "\n",
            " ",
            "=",
            "-",
            "-1",
            "99999999999999999999",
            "@",
            "\n\n",
            "-----BEGIN SIGNATURE-----\n",
            "-----END SIGNATURE-----\n",
            "\nr ",
            "\ndirectory-footer\n",
            "opt ",
            "é",
            "\u0000",
            "\uFFFD",
            "0",
            ",",
            "\t"
        };
        return parts[random.nextInt(parts.length)];
    }

    private static byte[] withoutLine(byte[] bytes, int at) {
        int from = lineStart(bytes, at);
        int to = from;
        while (to < bytes.length && bytes[to] != '\n') {
            to++;
        }
        return spliced(bytes, from, Math.min(bytes.length, to + 1), new byte[0]);
    }

    private static int lineStart(byte[] bytes, int at) {
        int start = Math.min(at, bytes.length - 1);
        while (start > 0 && bytes[start - 1] != '\n') {
            start--;
        }
        return start;
    }

    private static byte[] spliced(byte[] bytes, int from, int to, byte[] with) {
        byte[] all = new byte[bytes.length - (to - from) + with.length];
        System.arraycopy(bytes, 0, all, 0, from);
        System.arraycopy(with, 0, all, from, with.length);
        System.arraycopy(bytes, to, all, from + with.length, bytes.length - to);
        return all.length == 0 ? new byte[] {'x'} : all;
    }
}
