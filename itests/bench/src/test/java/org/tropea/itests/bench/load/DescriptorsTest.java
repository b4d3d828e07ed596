package org.tropea.itests.bench.load;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class DescriptorsTest {
    @Test
    void tooFewAreRefusedWithWhatIsNeeded() {
        Throwable fault = assertThrows(IllegalStateException.class, () -> Descriptors.require(2_000, 1_024));
        assertTrue(fault.getMessage().startsWith("only 1024 files may be open at a time; 2000 connections need 2100"));
    }

    @Test
    void enoughAreEnough() {
        assertDoesNotThrow(() -> Descriptors.require(2_000, 2_100));
    }

    @Test
    void thisProcessHasSome() {
        assertTrue(Descriptors.available() > 0);
    }
}
