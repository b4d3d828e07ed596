package org.tropea.router;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tropea.testkit.TestScope;

class ProcessOptionsTest {
    private static List<String> ignored(String... options) {
        return ProcessOptions.ignored(TestScope.of(options).options());
    }

    @Test
    void whatIsTheProcesssIsNamed() {
        List<String> warnings = ignored("Log", "info file /nowhere", "PidFile", "/nowhere/pid");
        assertEquals(2, warnings.size());
        assertTrue(warnings.get(0).startsWith("Log is for the process"), warnings.get(0));
        assertTrue(warnings.get(1).startsWith("PidFile is for the process"), warnings.get(1));
    }

    @Test
    void otherwiseThereIsNothingToSay() {
        assertEquals(List.of(), ignored());
    }
}
