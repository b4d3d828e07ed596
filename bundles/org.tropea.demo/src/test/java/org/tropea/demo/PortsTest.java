package org.tropea.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PortsTest {
    @Test
    void noneIsDrawnTwiceNorLeftToTheKernel() throws Exception {
        Ports ports = new Ports();
        Set<Integer> drawn = new HashSet<>();
        for (int i = 0; i < 2_000; i++) {
            drawn.add(ports.free());
        }
        assertEquals(2_000, drawn.size());
        assertTrue(drawn.stream().allMatch(port -> port >= 20_000 && port < 32_768));
    }
}
