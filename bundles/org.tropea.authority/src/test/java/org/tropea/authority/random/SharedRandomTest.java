package org.tropea.authority.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tropea.netdoc.status.SharedRandomCommit;
import org.tropea.netdoc.status.SharedRandomValue;
import org.tropea.netdoc.value.Octets;

final class SharedRandomTest {
    private static final long TIME = 1_700_000_000L;
    private static final Octets FIRST = Octets.wrap(new byte[20]);
    private static final Octets SECOND = Octets.wrap("12345678901234567890".getBytes());

    private static Octets base64(String text) {
        return Octets.wrap(Base64.getDecoder().decode(text));
    }

    @Test
    void ctorsCommitmentHoldsForCtorsNumber() {
        SharedRandomCommit commit = new SharedRandomCommit(
                1,
                "sha3-256",
                FIRST,
                base64("AAAAAGsDmXCqWKY/q/C32VMYLuGLN5zfN9AFLy67QVkfacbJrvsUVg=="),
                base64("AAAAAGsDmXAZjOVDBFsnKqHzYIz+SkMJVxHV3psNwagiPize2NQN/Q=="));
        assertTrue(SharedRandom.isHonest(commit));
    }

    @Test
    void ctorsValueOfNoNumbersIsOurs() {
        assertEquals(
                new SharedRandomValue(0, base64("zxJao+gBmFMSezvz/VXkEWEQJD5b/z+7AXNCGoLFVW0=")),
                SharedRandom.value(List.of(), null));
    }

    @Test
    void ourCommitmentHoldsForItsNumberAlone() {
        SharedRandomCommit ours = SharedRandom.commit(FIRST, TIME, new byte[32]);
        SharedRandomCommit other = SharedRandom.commit(FIRST, TIME, new byte[] {1});
        SharedRandomCommit later = SharedRandom.commit(FIRST, TIME + 1, new byte[32]);
        assertTrue(SharedRandom.isHonest(ours));
        assertFalse(SharedRandom.isHonest(with(ours, other.reveal())));
        assertFalse(SharedRandom.isHonest(with(ours, later.reveal())));
        assertFalse(SharedRandom.isHonest(with(ours, null)));
    }

    private static SharedRandomCommit with(SharedRandomCommit commit, Octets reveal) {
        return new SharedRandomCommit(1, "sha3-256", commit.identity(), commit.commit(), reveal);
    }

    @Test
    void theValueDependsOnEveryNumberAndTheValueBeforeButNotOnTheirOrder() {
        SharedRandomCommit first = SharedRandom.commit(FIRST, TIME, new byte[32]);
        SharedRandomCommit second = SharedRandom.commit(SECOND, TIME, new byte[] {1});
        SharedRandomValue value = SharedRandom.value(List.of(first, second), null);
        assertEquals(2, value.reveals());
        assertEquals(value, SharedRandom.value(List.of(second, first), null));
        assertNotEquals(value, SharedRandom.value(List.of(first), null));
        assertNotEquals(value, SharedRandom.value(List.of(first, second), value));
        assertEquals(
                SharedRandom.value(List.of(first), null), SharedRandom.value(List.of(first, with(second, null)), null));
    }

    @Test
    void aRunHasTwelveRoundsOfEachPhase() {
        long run = 24L * 10 * 1_000_000;
        assertTrue(SharedRandom.isNewRun(run, 10));
        assertFalse(SharedRandom.isNewRun(run + 10, 10));
        assertFalse(SharedRandom.isRevealPhase(run + 110, 10));
        assertTrue(SharedRandom.isRevealPhase(run + 120, 10));
        assertTrue(SharedRandom.isRevealPhase(run + 230, 10));
        assertFalse(SharedRandom.isRevealPhase(run + 240, 10));
    }
}
