package org.tropea.itests.bench.all;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tropea.itests.bench.Measurement;
import org.tropea.itests.bench.all.Turns.Contender;

class TurnsTest {
    private final List<String> order = new ArrayList<>();
    private final List<String> said = new ArrayList<>();
    private int number;

    private Contender contender(String label) {
        return new Contender(label, () -> {
            order.add(label);
            return new Measurement(++number, 1 << 20, 1, 0);
        });
    }

    @Test
    void contendersTakeTurnsAndWarmUpsDoNotCount() {
        Turns turns = new Turns(1, 2, 2, said::add);
        var runs = turns.play("middle", List.of(contender("A"), contender("B")));
        assertEquals("[A, B, A, B, A, B]", order.toString());
        assertEquals(
                List.of(3.0, 5.0),
                runs.get("A").stream().map(Measurement::cpuSeconds).toList());
        assertEquals(
                List.of(4.0, 6.0),
                runs.get("B").stream().map(Measurement::cpuSeconds).toList());
    }

    @Test
    void progressSaysHowFarItIs() {
        Turns turns = new Turns(1, 2, 5, said::add);
        turns.without(3);
        turns.play("middle", List.of(contender("A"), contender("B")));
        assertEquals(6, said.size());
        assertTrue(said.get(0).startsWith("middle warm-up A: "), said.get(0));
        assertTrue(said.get(3).startsWith("middle 1/2 B: "), said.get(3));
        assertTrue(said.get(5).contains("run 6 of 6, about 0 min left"), said.get(5));
    }
}
