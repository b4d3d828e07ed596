package org.tropea.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class AllocationTest {
    private final double[] results = {30, 20, 7, 100};
    private int round;
    private byte[] kept;

    @Test
    void oneRoundBelowTheLimitIsEnough() throws Exception {
        Allocation.requireBelow(8, "bytes", () -> results[round++]);
        assertEquals(3, round);
    }

    @Test
    void itSeesWhatWorkAllocates() throws Exception {
        long bytes = Allocation.of(() -> kept = new byte[100_000]);
        assertTrue(bytes >= kept.length, bytes + " bytes");
    }

    @Test
    void whatIsAllocatedEachTimeFailsWithTheLeastOfIt() {
        AssertionError error = assertThrows(
                AssertionError.class, () -> Allocation.requireBelow(8, "bytes", () -> Math.max(9, 30 - round++)));
        assertTrue(error.getMessage().startsWith("9.0 bytes at best"), error::getMessage);
    }
}
