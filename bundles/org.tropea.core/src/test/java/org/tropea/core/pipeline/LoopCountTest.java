package org.tropea.core.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tropea.net.option.OptionFault;
import org.tropea.net.option.Options;

class LoopCountTest {
    private final String before = System.getProperty(LoopCount.PROPERTY);

    @AfterEach
    void restore() {
        property(before);
    }

    private static void property(String value) {
        if (value == null) {
            System.clearProperty(LoopCount.PROPERTY);
        } else {
            System.setProperty(LoopCount.PROPERTY, value);
        }
    }

    private static int of(String value) {
        return LoopCount.of(Options.of(value == null ? Map.of() : Map.of("EventLoopThreads", value)));
    }

    @Test
    void theOptionCountsThenThePropertyThenOne() {
        property(null);
        assertEquals(1, of(null));
        assertEquals(3, of("3"));
        property("2");
        assertEquals(2, of(null));
        assertEquals(3, of("3"));
    }

    @Test
    void autoIsOneLoopForTwoProcessorsAndFourAtMost() {
        assertEquals(1, LoopCount.auto(1));
        assertEquals(1, LoopCount.auto(2));
        assertEquals(2, LoopCount.auto(4));
        assertEquals(4, LoopCount.auto(64));
        assertEquals(LoopCount.auto(Runtime.getRuntime().availableProcessors()), of("auto"));
    }

    @Test
    void aBadPropertyIsRefusedAsTheOptionWouldBe() {
        property("many");
        OptionFault fault = assertThrows(OptionFault.class, () -> of(null));
        assertTrue(fault.getMessage().contains("a number from 1 to 64, or auto"), fault.getMessage());
    }
}
