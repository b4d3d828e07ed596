package org.tropea.core.slot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.tropea.flow.fault.Bug;
import org.tropea.testkit.HandCrankedLoopGroup;
import org.tropea.testkit.ManualClock;
import org.tropea.testkit.MemoryNetwork;

class SlotTest {
    private final HandCrankedLoopGroup group = new HandCrankedLoopGroup(2, new ManualClock(), new MemoryNetwork());
    private final RouterLoops loops = new RouterLoops(group.loops());
    private final SwapLog log = new SwapLog("test", 3, InstantSource.system());
    private final Bugs bugs = new Bugs();
    private final SlotContext context = new SlotContext(loops, log, bugs, () -> 100_000_000L);
    private final Slot<Object> slot = new Slot<>("scheduler", Names.property("name"), context);
    private final Object kist = "kist";
    private final Object vanilla = "vanilla";

    private void offer(Object service, int ranking, long id, Object names) {
        slot.offer(service, Map.of("service.ranking", ranking, "service.id", id, "name", names));
    }

    private void withdraw(Object service) {
        group.fromOutside(() -> {
            slot.withdraw(service);
            return null;
        });
    }

    @Test
    void highestRankingThenLowestIdIsChosen() {
        offer(vanilla, 0, 1, "Vanilla");
        offer(kist, 5, 9, new String[] {"KIST", "KISTLite"});
        assertEquals(kist, slot.chosen());
        Object older = "older";
        offer(older, 5, 3, "Older");
        assertEquals(older, slot.chosen());
    }

    @Test
    void configuredNamesGoBeforeRankingInAnyCase() {
        offer(vanilla, 50, 1, "Vanilla");
        offer(kist, 0, 2, new String[] {"KIST", "KISTLite"});
        slot.configure(List.of("nothing", "kistlite", "Vanilla"));
        assertEquals(kist, slot.chosen());
    }

    @Test
    void operatorGoesBeforeEverythingUntilHeLetsGo() {
        offer(vanilla, 0, 1, "Vanilla");
        offer(kist, 5, 2, "KIST");
        slot.configure(List.of("KIST"));
        slot.operatorChooses("vanilla");
        assertEquals(vanilla, slot.chosen());
        slot.operatorChooses(null);
        assertEquals(kist, slot.chosen());
    }

    @Test
    void loopsAdoptAtATurnBoundary() {
        List<Object> told = new ArrayList<>();
        slot.at(0).listen(told::add);
        offer(kist, 0, 1, "KIST");
        assertNull(slot.at(0).get());
        group.loop(0).turn();
        assertEquals(kist, slot.at(0).get());
        assertNull(slot.at(1).get());
        group.loop(1).turn();
        assertEquals(kist, slot.at(1).get());
        assertEquals(2, told.size());
        assertNull(told.get(0));
        assertEquals(kist, told.get(1));
    }

    @Test
    void withdrawalReturnsWhenNoLoopUsesTheOldOne() {
        offer(kist, 5, 1, "KIST");
        offer(vanilla, 0, 2, "Vanilla");
        group.crank();
        withdraw(kist);
        assertEquals(vanilla, slot.at(0).get());
        assertEquals(vanilla, slot.at(1).get());
    }

    @Test
    void lastOneGoneMeansNull() {
        offer(kist, 5, 1, "KIST");
        group.crank();
        withdraw(kist);
        assertNull(slot.at(0).get());
        offer(kist, 5, 1, "KIST");
        group.crank();
        assertEquals(kist, slot.at(0).get());
    }

    @Test
    void withdrawalWaitsForProducts() {
        AtomicBoolean drained = new AtomicBoolean();
        offer(kist, 5, 1, "KIST");
        group.crank();
        slot.at(1).listen(new Adopted<>() {
            @Override
            public void adopted(Object chosen) {
                // Only the products matter here.
            }

            @Override
            public void withdrawn(Object gone, Runnable done) {
                group.loop(1)
                        .execute(() -> group.loop(1).execute(() -> {
                            drained.set(true);
                            done.run();
                        }));
            }
        });
        withdraw(kist);
        assertTrue(drained.get());
    }

    @Test
    void withdrawalOnALoopThreadIsABug() {
        offer(kist, 5, 1, "KIST");
        assertThrows(Bug.class, () -> slot.withdraw(kist));
    }

    @Test
    void stuckLoopIsGivenUpOnce() throws Exception {
        offer(kist, 5, 1, "KIST");
        offer(vanilla, 5, 2, "Vanilla");
        group.crank();
        Thread framework = new Thread(() -> {
            slot.withdraw(kist);
            slot.withdraw(vanilla);
        });
        framework.start();
        framework.join(4_000);
        assertTrue(loops.isDead(0));
        assertEquals(Thread.State.TERMINATED, framework.getState());
    }

    @Test
    void stoppedLoopsCountAsConfirmed() throws Exception {
        offer(kist, 5, 1, "KIST");
        group.crank();
        loops.stopped();
        Thread framework = new Thread(() -> slot.withdraw(kist));
        framework.start();
        framework.join(1_000);
        assertEquals(Thread.State.TERMINATED, framework.getState());
    }

    @Test
    void quarantineFallsBackUntilTheServiceComesAgain() {
        offer(kist, 5, 1, "KIST");
        offer(vanilla, 0, 2, "Vanilla");
        slot.quarantine(kist, "answered nonsense");
        assertEquals(vanilla, slot.chosen());
        assertTrue(slot.isQuarantined(kist));
        offer(kist, 6, 1, "KIST");
        assertEquals(vanilla, slot.chosen(), "other properties make it no better");
        withdraw(kist);
        offer(kist, 5, 1, "KIST");
        assertEquals(kist, slot.chosen());
    }

    @Test
    void aRankingThatChangesIsFollowed() {
        offer(kist, 5, 1, "KIST");
        offer(vanilla, 0, 2, "Vanilla");
        offer(vanilla, 6, 2, "Vanilla");
        group.crank();
        assertEquals(vanilla, slot.at(1).get());
        assertEquals("Vanilla has other properties", log.swaps().get(1).why());
        offer(vanilla, 0, 2, "Vanilla");
        group.crank();
        assertEquals(kist, slot.at(1).get());
        assertEquals(2, slot.candidates().size());
    }

    @Test
    void aNameThatChangesIsFollowedAndIsNoSwap() {
        offer(kist, 5, 1, "KIST");
        group.crank();
        offer(kist, 5, 1, "KISTLite");
        group.crank();
        assertEquals("KISTLite", slot.label());
        assertEquals("KISTLite", slot.at(0).choices().label(kist));
        assertEquals(1, log.swaps().size());
        offer(vanilla, 9, 2, "Vanilla");
        slot.operatorChooses("kistlite");
        assertEquals(kist, slot.chosen());
    }

    @Test
    void candidateThatFailsAtAdoptionIsQuarantined() {
        slot.at(0).listen(chosen -> {
            if (chosen == kist) {
                throw new IllegalStateException("on purpose");
            }
        });
        offer(kist, 5, 1, "KIST");
        offer(vanilla, 0, 2, "Vanilla");
        group.crank();
        assertEquals(vanilla, slot.at(0).get());
        assertEquals(vanilla, slot.at(1).get());
        assertEquals(1, bugs.count());
    }

    @Test
    void swapsAreLoggedWhenAllLoopsAdopted() {
        offer(vanilla, 0, 1, "Vanilla");
        group.loop(0).turn();
        assertEquals(List.of(), log.swaps());
        group.crank();
        offer(kist, 5, 2, "KIST");
        group.crank();
        Swap swap = log.swaps().get(1);
        assertEquals("scheduler Vanilla KIST", swap.slot() + " " + swap.from() + " " + swap.to());
        assertTrue(swap.nanos() > 0);
        for (int i = 0; i < 5; i++) {
            slot.operatorChooses(i % 2 == 0 ? "Vanilla" : "KIST");
            group.crank();
        }
        assertEquals(3, log.swaps().size());
    }
}
