package org.tropea.authority.random;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.tropea.crypto.Digests;
import org.tropea.netdoc.status.SharedRandomCommit;
import org.tropea.netdoc.status.SharedRandomValue;
import org.tropea.netdoc.value.Octets;

/**
 * How authorities make a random value together (srv-spec 3): each commits itself to a number in the first twelve rounds
 * of a run and says it in the next twelve; from all numbers the value is made. Stateless, any thread.
 */
public final class SharedRandom {
    private static final int VERSION = 1;
    private static final String ALGORITHM = "sha3-256";
    private static final int TIME_LEN = Long.BYTES;
    private static final int ROUNDS = 12;
    private static final byte[] TOKEN = "shared-random".getBytes(StandardCharsets.US_ASCII);

    private SharedRandom() {}

    /** Whether the round whose consensus begins to hold at {@code validAfter} is one in which numbers are said. */
    public static boolean isRevealPhase(long validAfter, int interval) {
        return validAfter / interval % (2 * ROUNDS) >= ROUNDS;
    }

    /** Whether a new run begins with the round whose consensus begins to hold at {@code validAfter}. */
    public static boolean isNewRun(long validAfter, int interval) {
        return validAfter / interval % (2 * ROUNDS) == 0;
    }

    /**
     * An authority's commitment, with its number.
     *
     * @param identity the authority's identity, 20 bytes
     * @param time when the run began, seconds since 1970
     * @param random 32 bytes of a good random source, of which the digest becomes the number
     */
    public static SharedRandomCommit commit(Octets identity, long time, byte[] random) {
        Octets reveal = stamped(time, Digests.sha3(random));
        Octets commit = stamped(time, hashOf(reveal));
        return new SharedRandomCommit(VERSION, ALGORITHM, identity, commit, reveal);
    }

    private static Octets stamped(long time, byte[] digest) {
        return Octets.wrap(ByteBuffer.allocate(SharedRandomCommit.LENGTH)
                .putLong(time)
                .put(digest)
                .array());
    }

    /** Digests are over the text, as votes write it. */
    private static byte[] hashOf(Octets reveal) {
        return Digests.sha3(encoded(reveal).getBytes(StandardCharsets.US_ASCII));
    }

    private static String encoded(Octets octets) {
        return Base64.getEncoder().encodeToString(octets.bytes());
    }

    /** Whether the number is the one to which the authority committed itself; a commitment without one is not. */
    public static boolean isHonest(SharedRandomCommit commit) {
        if (!commit.isRevealed()
                || commit.version() != VERSION
                || !commit.algorithm().equals(ALGORITHM)) {
            return false;
        }
        byte[] promised = commit.commit().bytes();
        byte[] said = commit.reveal().bytes();
        return Arrays.equals(promised, 0, TIME_LEN, said, 0, TIME_LEN)
                && Arrays.equals(hashOfCommit(commit), hashOf(commit.reveal()));
    }

    private static byte[] hashOfCommit(SharedRandomCommit commit) {
        return Arrays.copyOfRange(commit.commit().bytes(), TIME_LEN, SharedRandomCommit.LENGTH);
    }

    /**
     * The value of all numbers that were said, one authority once; {@code previous} is the value before, or null. Those
     * of {@code commits} that have no number do not count. They are taken by their promised digests in order.
     */
    public static SharedRandomValue value(Collection<SharedRandomCommit> commits, SharedRandomValue previous) {
        List<SharedRandomCommit> revealed = new ArrayList<>(commits);
        revealed.removeIf(c -> !c.isRevealed());
        revealed.sort(Comparator.comparing(c -> Octets.wrap(hashOfCommit(c))));
        StringBuilder all = new StringBuilder();
        revealed.forEach(c -> all.append(c.identity().hex()).append(encoded(c.reveal())));
        byte[] hashed = Digests.sha3(all.toString().getBytes(StandardCharsets.US_ASCII));
        byte[] counts = ByteBuffer.allocate(Long.BYTES + Integer.BYTES)
                .putLong(revealed.size())
                .putInt(VERSION)
                .array();
        byte[] before = previous == null
                ? new byte[Digests.SHA256_LEN]
                : previous.value().bytes();
        return new SharedRandomValue(revealed.size(), Octets.wrap(Digests.sha3(TOKEN, counts, hashed, before)));
    }
}
