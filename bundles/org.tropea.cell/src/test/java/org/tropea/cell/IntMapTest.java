package org.tropea.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IntMapTest {
    private final IntMap<String> map = new IntMap<>();

    @Test
    void holdsWhatWasPut() {
        assertNull(map.put(0, "zero"));
        assertNull(map.put(-1, "minus"));
        assertEquals("zero", map.put(0, "null"));
        assertEquals("null", map.get(0));
        assertEquals("minus", map.get(-1));
        assertNull(map.get(7));
        assertEquals(2, map.size());
    }

    @Test
    void behavesAsAHashMapThroughARandomLife() {
        Map<Integer, String> model = new HashMap<>();
        Random random = new Random(5);
        for (int step = 0; step < 100_000; step++) {
            int key = random.nextInt(500) << (step % 3 * 11);
            if (random.nextInt(5) < 3) {
                assertEquals(model.put(key, "v" + step), map.put(key, "v" + step));
            } else {
                assertEquals(model.remove(key), map.remove(key));
            }
        }
        assertEquals(model.size(), map.size());
        model.forEach((key, value) -> assertEquals(value, map.get(key)));
    }

    @Test
    void mayBeChangedWhileVisited() {
        for (int key = 0; key < 100; key++) {
            map.put(key, "v" + key);
        }
        Set<String> seen = new HashSet<>();
        map.forEach(value -> {
            seen.add(value);
            map.remove(Integer.parseInt(value.substring(1)));
        });
        assertEquals(100, seen.size());
        assertEquals(0, map.size());
    }
}
