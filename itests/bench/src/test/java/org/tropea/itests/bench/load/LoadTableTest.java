package org.tropea.itests.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoadTableTest {
    private static final Settings LOAD = new Settings(10_000, 2_000, 10, 200, List.of(100), 1_000, 100, 60);

    private static boolean kept(Map<Figure, Double> ctor, Map<Figure, Double> tropea) {
        PrintStream out = new PrintStream(new ByteArrayOutputStream());
        return new LoadTable(out).verdict(result(ctor, tropea));
    }

    private static LoadResult result(Map<Figure, Double> ctor, Map<Figure, Double> tropea) {
        return LoadResult.of(LOAD, new LoadResult.Machine(2, "test", null), List.of(ctor), List.of(tropea));
    }

    @Test
    void handshakesAreComparedWithCtors() {
        assertTrue(kept(Map.of(Figure.NTOR, 1_000.0), Map.of(Figure.NTOR, 500.0)));
        assertFalse(kept(Map.of(Figure.NTOR, 1_000.0), Map.of(Figure.NTOR, 499.0)));
    }

    @Test
    void heapAndGrowthHaveLimitsOfTheirOwn() {
        assertTrue(kept(Map.of(Figure.HEAP, Double.NaN), Map.of(Figure.HEAP, 60.0)));
        assertFalse(kept(Map.of(Figure.HEAP, Double.NaN), Map.of(Figure.HEAP, 60.1)));
        assertFalse(kept(Map.of(Figure.GROWTH, 1.0), Map.of(Figure.GROWTH, 2.1)));
    }

    @Test
    void whatCtorHasNotIsLeftOut() {
        LoadResult.Row heap = result(Map.of(Figure.HEAP, Double.NaN), Map.of(Figure.HEAP, 26.0))
                .row(Figure.HEAP);
        assertEquals(26.0, heap.tropea().median());
        assertNull(heap.ratio());
    }

    @Test
    void rowsSayWhatIsDemandedAndWhetherItIsSo() {
        LoadResult.Row ntor =
                result(Map.of(Figure.NTOR, 1_000.0), Map.of(Figure.NTOR, 499.0)).row(Figure.NTOR);
        assertEquals("at least 0.5", ntor.limit());
        assertFalse(ntor.met());
        LoadResult.Row ready =
                result(Map.of(Figure.READY, 1.0), Map.of(Figure.READY, 2.0)).row(Figure.READY);
        assertNull(ready.limit());
        assertNull(ready.met());
    }
}
