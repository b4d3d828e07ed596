package org.tropea.core.slot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tropea.testkit.HandCrankedLoopGroup;

class KeyedSlotTest {
    private final HandCrankedLoopGroup group = new HandCrankedLoopGroup();
    private final SlotContext context = new SlotContext(
            new RouterLoops(group.loops()), new SwapLog("test", 10, InstantSource.system()), new Bugs(), () -> 0);
    private final KeyedSlot<Object> slot = new KeyedSlot<>("edge", Names.property("commands"), context);
    private final Object exit = "exit";
    private final Object other = "other";

    @Test
    void oneServiceStandsUnderAllItsNames() {
        slot.offer(exit, Map.of("commands", new String[] {"BEGIN", "RESOLVE"}));
        slot.offer(other, Map.of("commands", "BEGIN_DIR"));
        group.crank();
        assertEquals(exit, slot.at(0).get("BEGIN"));
        assertEquals(exit, slot.at(0).get("RESOLVE"));
        assertEquals(other, slot.at(0).get("BEGIN_DIR"));
        assertNull(slot.at(0).get("CONNECT_UDP"));
        assertEquals(List.of("BEGIN", "BEGIN_DIR", "RESOLVE"), slot.keys());
    }

    @Test
    void rankingDecidesForEachNameAlone() {
        slot.offer(exit, Map.of("commands", List.of("BEGIN", "RESOLVE"), "service.ranking", 1));
        slot.offer(other, Map.of("commands", "RESOLVE", "service.ranking", 2));
        group.crank();
        assertEquals(exit, slot.at(0).get("BEGIN"));
        assertEquals(other, slot.at(0).get("RESOLVE"));
    }

    @Test
    void withdrawnServiceLeavesAllItsNames() {
        List<String> told = new ArrayList<>();
        slot.offer(exit, Map.of("commands", new String[] {"BEGIN", "RESOLVE"}));
        group.crank();
        slot.at(0).listen((key, chosen) -> told.add(key + "=" + chosen));
        told.clear();
        group.fromOutside(() -> {
            slot.withdraw(exit);
            return null;
        });
        assertNull(slot.at(0).get("BEGIN"));
        assertEquals(List.of("BEGIN=null", "RESOLVE=null"), told);
    }

    @Test
    void changedNamesMoveTheService() {
        slot.offer(exit, Map.of("commands", new String[] {"BEGIN", "RESOLVE"}));
        slot.offer(exit, Map.of("commands", new String[] {"RESOLVE", "BEGIN_DIR"}));
        group.crank();
        assertNull(slot.at(0).get("BEGIN"));
        assertEquals(exit, slot.at(0).get("RESOLVE"));
        assertEquals(exit, slot.at(0).get("BEGIN_DIR"));
    }

    @Test
    void quarantineHoldsUnderAllNames() {
        slot.offer(exit, Map.of("commands", new String[] {"BEGIN", "RESOLVE"}));
        slot.quarantine(exit, "threw");
        group.crank();
        assertNull(slot.at(0).get("BEGIN"));
        assertNull(slot.at(0).get("RESOLVE"));
    }
}
