package org.tropea.authority.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tropea.netdoc.status.SharedRandomCommit;
import org.tropea.netdoc.status.SharedRandomValue;
import org.tropea.netdoc.value.Octets;

class RandomRunTest {
    private static final int INTERVAL = 10;
    private static final long RUN = 24L * INTERVAL;
    private static final long START = RUN * 1_000_000;
    private static final List<Octets> IDENTITIES = List.of(id(1), id(2), id(3));

    private final List<RandomRun> runs = new ArrayList<>();

    RandomRunTest() {
        for (int i = 0; i < IDENTITIES.size(); i++) {
            byte fill = (byte) (i + 40);
            runs.add(new RandomRun(IDENTITIES.get(i), IDENTITIES, () -> filled(32, fill)));
            runs.get(i).begin(START - 5, START - INTERVAL, INTERVAL);
            runs.get(i).prepare(START, START - INTERVAL, INTERVAL);
        }
    }

    private static Octets id(int fill) {
        return Octets.of(filled(20, (byte) fill));
    }

    private static byte[] filled(int length, byte fill) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, fill);
        return bytes;
    }

    /** All hear all votes of the round that begins to hold at {@code time}. */
    private void round(long time) {
        runs.forEach(run -> run.prepare(time, time - INTERVAL, INTERVAL));
        for (int voter = 0; voter < runs.size(); voter++) {
            List<SharedRandomCommit> told = runs.get(voter).told();
            for (RandomRun run : runs) {
                run.received(IDENTITIES.get(voter), told);
            }
        }
    }

    @Test
    void allMakeTheSameValueOfThreeNumbers() {
        for (long time = START; time <= START + RUN; time += INTERVAL) {
            round(time);
        }
        SharedRandomValue value = runs.get(0).state().current();
        assertEquals(3, value.reveals());
        runs.forEach(run -> assertEquals(value, run.state().current()));
        assertTrue(runs.get(0).isFresh());
        assertEquals(
                1,
                runs.get(0).state().commits().stream()
                        .filter(SharedRandomCommit::isRevealed)
                        .count());
    }

    @Test
    void numbersAreNotSaidInTheCommitPhase() {
        round(START);
        assertTrue(runs.get(0).told().stream().noneMatch(SharedRandomCommit::isRevealed));
        round(START + RUN / 2);
        assertTrue(runs.get(0).isRevealing());
        assertTrue(runs.get(0).told().stream().anyMatch(SharedRandomCommit::isRevealed));
    }

    @Test
    void savedAndResumedItGoesOn() throws Exception {
        round(START);
        round(START + RUN / 2);
        RandomState saved = runs.get(1).state();
        RandomState read = RandomState.parse(saved.text(START).getBytes());
        assertEquals(saved, read);
        RandomRun resumed = new RandomRun(IDENTITIES.get(1), IDENTITIES, () -> filled(32, (byte) 99));
        resumed.resume(read, INTERVAL);
        runs.set(1, resumed);
        round(START + RUN);
        runs.forEach(
                run -> assertEquals(runs.get(0).state().current(), run.state().current()));
        assertEquals(3, resumed.state().current().reveals());
    }

    @Test
    void aCommitmentCannotBeChangedNorAnothersTold() {
        round(START);
        SharedRandomCommit other = SharedRandom.commit(IDENTITIES.get(2), START, filled(32, (byte) 7));
        SharedRandomCommit silent = new SharedRandomCommit(1, "sha3-256", other.identity(), other.commit(), null);
        assertFalse(runs.get(0).received(IDENTITIES.get(2), List.of(silent)));
        assertFalse(runs.get(0).received(IDENTITIES.get(1), List.of(silent)));
        round(START + RUN / 2);
        assertFalse(runs.get(0).received(IDENTITIES.get(2), List.of(other)));
    }

    @Test
    void theConsensusDecides() {
        SharedRandomValue said = new SharedRandomValue(9, Octets.of(filled(32, (byte) 3)));
        for (long time = START; time <= START + RUN; time += INTERVAL) {
            round(time);
        }
        assertNotEquals(said, runs.get(0).state().current());
        runs.get(0).decided(null, said);
        assertEquals(said, runs.get(0).state().current());
        assertNull(runs.get(0).state().previous());
        assertFalse(runs.get(0).isFresh());
    }
}
