package org.tropea.core.slot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tropea.testkit.HandCrankedLoopGroup;
import org.tropea.testkit.TestScope;

class ProductsTest {
    private static final long SECOND = 1_000_000_000L;

    private final HandCrankedLoopGroup group = new HandCrankedLoopGroup();
    private final TestScope scope = TestScope.of("SwapDrainTime", "1 second");
    private final List<String> told = new ArrayList<>();
    private final Products<Object, String> products =
            new Products<>(group.loop(0), scope, (product, cause) -> told.add(product + " " + cause));
    private final Object one = new Object();
    private final Object two = new Object();

    private void withdraw(Object maker) {
        products.withdrawn(maker, () -> told.add("none left"));
    }

    @Test
    void whoMadeNothingGoesAtOnce() {
        products.made(two, "b");
        withdraw(one);
        assertEquals(List.of("none left"), told);
    }

    @Test
    void productsHaveTheDrainTimeToEnd() {
        products.made(one, "a");
        products.made(one, "b");
        withdraw(one);
        group.advance(SECOND / 2);
        products.ended("a");
        assertEquals(List.of(), told);
        products.ended("b");
        assertEquals(List.of("none left"), told);
        group.advance(SECOND);
        assertEquals(List.of("none left"), told);
    }

    @Test
    void thoseLeftAreClosedInTheOrderInWhichTheyWereMade() {
        products.made(one, "a");
        products.made(two, "x");
        products.made(one, "b");
        withdraw(one);
        group.advance(SECOND);
        assertEquals(List.of("a PROVIDER_GONE", "b PROVIDER_GONE"), told);
        products.ended("a");
        products.ended("b");
        assertEquals("none left", told.get(2));
    }

    @Test
    void whatEndsBecauseAnotherWasClosedIsNotClosed() {
        List<Products<Object, String>> pairs = new ArrayList<>();
        pairs.add(new Products<>(group.loop(0), scope, (product, cause) -> {
            told.add(product);
            pairs.get(0).ended("a");
            pairs.get(0).ended("b");
        }));
        pairs.get(0).made(one, "a");
        pairs.get(0).made(one, "b");
        pairs.get(0).withdrawn(one, () -> told.add("none left"));
        group.advance(SECOND);
        assertEquals(List.of("a", "none left"), told);
    }

    @Test
    void aMakerThatCameBackKeepsItsNewProducts() {
        products.made(one, "old");
        withdraw(one);
        products.made(one, "new");
        group.advance(SECOND);
        assertEquals(List.of("old PROVIDER_GONE"), told);
        products.ended("old");
        assertEquals("none left", told.get(1));
        products.ended("new");
        assertEquals(2, told.size());
    }

    @Test
    void onlyProductsOfAMakerThatStopsAreLeaving() {
        products.made(one, "a");
        products.made(two, "x");
        withdraw(one);
        assertTrue(products.isLeaving("a"));
        assertFalse(products.isLeaving("x"));
        assertFalse(products.isLeaving("unknown"));
    }

    @Test
    void drainTimeIsBounded() {
        scope.options(TestScope.of("SwapDrainTime", "1 hour").options());
        products.made(one, "a");
        withdraw(one);
        group.advance(SlotContext.MOST_DRAIN_NANOS);
        assertEquals(List.of("a PROVIDER_GONE"), told);
    }

    @Test
    void whatIsAwayIsNotClosedHere() {
        products.made(one, "a");
        products.made(one, "b");
        products.away("a", true);
        products.away("b", true);
        products.away("b", false);
        withdraw(one);
        group.advance(SECOND + Products.FLUSH_NANOS);
        assertEquals(List.of("b PROVIDER_GONE", "b PROVIDER_GONE"), told);
        products.ended("b");
        products.ended("a");
        assertEquals("none left", told.get(2));
    }

    @Test
    void thoseThatStillFlushAreClosedOnceMore() {
        products.made(one, "a");
        products.made(one, "b");
        withdraw(one);
        group.advance(SECOND);
        products.ended("a");
        told.clear();
        group.advance(Products.FLUSH_NANOS);
        assertEquals(List.of("b PROVIDER_GONE"), told);
    }
}
