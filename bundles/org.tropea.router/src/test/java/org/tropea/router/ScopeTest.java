package org.tropea.router;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tropea.flow.fault.Bug;
import org.tropea.net.option.Options;

class ScopeTest {
    private final Scope scope = new Scope("test", Options.of(Map.of()));

    @Test
    void keepsOnePartForEachContract() {
        scope.add(CharSequence.class, "part");
        assertEquals("part", scope.part(CharSequence.class));
        assertThrows(Bug.class, () -> scope.add(CharSequence.class, "another"));
    }

    @Test
    void aMissingPartIsABugThatNamesIt() {
        String message =
                assertThrows(Bug.class, () -> scope.part(Runnable.class)).getMessage();
        assertTrue(message.contains("test") && message.contains("java.lang.Runnable"), message);
    }

    @Test
    void aReloadPutsNewOptions() {
        Options changed = Options.of(Map.of("Nickname", "other"));
        scope.options(changed);
        assertSame(changed, scope.options());
        assertEquals("test", scope.name());
    }
}
