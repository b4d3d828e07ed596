package org.tropea.authority.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tropea.authority.relays.RelayStatus;
import org.tropea.authority.role.AuthorityFactory;

class RelayCommandsTest {
    private static final long NOW = 1_800_000_000L;

    private static RelayStatus relay(boolean running, boolean valid, long reached) {
        return new RelayStatus(
                "relay",
                "AB".repeat(20),
                "Tor 0.4.9.11",
                NOW - 100,
                reached,
                0,
                0,
                running,
                valid,
                true,
                50,
                60,
                0.98765,
                70);
    }

    @Test
    void aLineSaysWhatThereIs() {
        RelayCommands.Line line = RelayCommands.Line.of(relay(true, true, NOW - 9), NOW);
        assertEquals(
                new RelayCommands.Line("relay", "ABABABAB", "Tor 0.4.9.11", "up", true, 9, -1, 50, 60, 98.8, 70), line);
    }

    @Test
    void statesAreUpDownAndInvalid() {
        assertEquals("down", RelayCommands.Line.of(relay(false, true, 0), NOW).state());
        assertEquals(
                "invalid", RelayCommands.Line.of(relay(true, false, 0), NOW).state());
        assertEquals(-1, RelayCommands.Line.of(relay(false, true, 0), NOW).reached());
    }

    @Test
    void withoutAnAuthorityTheySayHowToMakeOne() {
        RelayCommands commands = new RelayCommands(new AuthorityFactory());
        String said = assertThrows(IllegalStateException.class, () -> commands.relays(null))
                .getMessage();
        assertTrue(said.contains("AuthoritativeDirectory 1"), said);
        assertEquals(List.of(), commands.routers());
    }
}
