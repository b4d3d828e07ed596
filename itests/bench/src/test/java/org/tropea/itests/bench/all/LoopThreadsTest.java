package org.tropea.itests.bench.all;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LoopThreadsTest {
    private static final String REST = " S 1 2 3 0 -1 4194368 5 0 6 0 %d %d 0 0 20 0 30 0 7 8";

    private static String stat(String name, int user, int system) {
        return "4711 (" + name + ")" + String.format(REST, user, system) + "\n";
    }

    @Test
    void userAndSystemTimeOfLoopsAndOfNothingElse() {
        Map<Integer, Long> ticks = new TreeMap<>();
        LoopThreads.line(stat("tropea-M-loop-0", 30, 12), ticks);
        LoopThreads.line(stat("tropea-..loop-1", 5, 2), ticks);
        LoopThreads.line(stat("C2 CompilerThre", 900, 1), ticks);
        assertEquals(Map.of(0, 42L, 1, 7L), ticks);
    }

    @Test
    void theLesserLoopsShareOfWhatWasUsedSince() {
        LoopThreads before = new LoopThreads(Map.of(0, 100L, 1, 10L));
        LoopThreads after = new LoopThreads(Map.of(0, 160L, 1, 50L));
        assertEquals(0.4, after.since(before).leastShare(2), 1e-9);
    }

    @Test
    void anotherNumberOfLoopsIsAFailure() {
        assertThrows(IllegalStateException.class, () -> new LoopThreads(Map.of(0, 1L)).leastShare(2));
    }
}
