package org.tropea.core.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.tropea.flow.fault.LocalFault;

/** Commands that wait for a loop, perhaps for one that is stuck. */
class RoutersTest {
    @Test
    void whoWaitsForAStuckLoopCanBeInterrupted() {
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(3), () -> {
            Thread.currentThread().interrupt();
            assertThrows(LocalFault.class, () -> Routers.answer(new CompletableFuture<>()));
            assertTrue(Thread.interrupted());
        });
    }

    @Test
    void nobodyWaitsForAStuckLoopForEver() {
        LocalFault fault = assertThrows(LocalFault.class, () -> Routers.answer(new CompletableFuture<>()));
        assertEquals("a loop has not answered for 5 seconds", fault.getMessage());
    }

    @Test
    void aNegativeNumberOfLinesIsRefused() {
        Exception refused = assertThrows(IllegalArgumentException.class, () -> Routers.lines(-1, 20));
        assertEquals("--most is -1; accepted are whole numbers from 0 on, 0: 20", refused.getMessage());
        assertEquals(20, Routers.lines(0, 20));
        assertEquals(3, Routers.lines(3, 20));
    }
}
