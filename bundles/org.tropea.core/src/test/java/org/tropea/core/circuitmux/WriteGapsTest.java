package org.tropea.core.circuitmux;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.tropea.testkit.ManualClock;

class WriteGapsTest {
    private static final long MS = 1_000_000;

    private final ManualClock clock = new ManualClock();
    private final WriteGaps gaps = new WriteGaps(clock);

    /** A run that writes at once and takes {@code nanos}. */
    private void run(long nanos) {
        gaps.runBegins();
        gaps.written();
        clock.advance(nanos);
        gaps.runEnded();
    }

    @Test
    void aGapBeginsWhenSomeWaitWhereNoneDid() {
        clock.advance(50 * MS);
        gaps.someWait();
        clock.advance(3 * MS);
        run(0);
        assertEquals(3 * MS, gaps.total());
        assertEquals(1, gaps.copy().getTotalCount());
    }

    @Test
    void orWithTheLastCellWrittenIfSomeWaitStill() {
        gaps.someWait();
        run(5 * MS);
        clock.advance(2 * MS);
        run(0);
        assertEquals(2 * MS, gaps.total());
        assertEquals(2, gaps.copy().getTotalCount());
    }

    @Test
    void whileNoneWaitsThereIsNoGap() {
        gaps.someWait();
        run(0);
        gaps.noneWait();
        clock.advance(9 * MS);
        run(0);
        assertEquals(0, gaps.total());
        assertEquals(1, gaps.copy().getTotalCount());
    }

    @Test
    void cellsThatComeWithinARunDoNotHideItsGap() {
        gaps.someWait();
        clock.advance(4 * MS);
        gaps.runBegins();
        gaps.noneWait();
        gaps.someWait();
        gaps.written();
        assertEquals(4 * MS, gaps.total());
    }

    @Test
    void aRunThatWroteNothingEndsNoGap() {
        gaps.someWait();
        clock.advance(MS);
        gaps.runBegins();
        clock.advance(MS);
        run(0);
        assertEquals(2 * MS, gaps.total());
        assertEquals(1, gaps.copy().getTotalCount());
    }

    @Test
    void resetForgets() {
        gaps.someWait();
        clock.advance(MS);
        run(0);
        gaps.reset();
        assertEquals(0, gaps.total());
        assertEquals(0, gaps.copy().getTotalCount());
    }
}
