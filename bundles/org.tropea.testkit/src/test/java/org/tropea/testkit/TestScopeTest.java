package org.tropea.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.tropea.flow.fault.Bug;

class TestScopeTest {
    private final TestScope scope = TestScope.of("ORPort", "127.0.0.1:9001");

    @Test
    void holdsOptionsAndOnePartPerContract() {
        scope.add(CharSequence.class, "part");
        assertEquals("part", scope.part(CharSequence.class));
        assertEquals("127.0.0.1:9001", scope.options().text("ORPort"));
        assertThrows(Bug.class, () -> scope.add(CharSequence.class, "another"));
        assertThrows(Bug.class, () -> scope.part(Runnable.class));
    }
}
