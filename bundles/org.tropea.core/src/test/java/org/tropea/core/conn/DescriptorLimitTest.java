package org.tropea.core.conn;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.tropea.flow.fault.LocalFault;

class DescriptorLimitTest {
    @Test
    void aProcessThatMayOpenTooFewFilesIsRefused() {
        DescriptorLimit limit = new DescriptorLimit(100);
        assertDoesNotThrow(() -> limit.require(100));
        LocalFault fault = assertThrows(LocalFault.class, () -> limit.require(101));
        assertTrue(fault.getMessage().startsWith("ConnLimit 101: this process may open only 100 files"));
    }
}
