package org.tropea.core.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tropea.core.shell.ListenerCommands;

/** {@code listener:list}. */
class ListenerCommandsTest {
    private final CommandRig rig = new CommandRig();
    private final ListenerCommands listener = new ListenerCommands(rig.component);

    private ListenerCommands.Line only() {
        List<ListenerCommands.Line> lines = rig.ask(() -> listener.list(null));
        assertEquals(1, lines.size());
        return lines.get(0);
    }

    @Test
    void aListenerAcceptsWhileItsTypeIsThere() {
        rig.rig.listen("or");
        assertEquals(new ListenerCommands.Line("or", "/127.0.0.1:9001", "LISTENING", true, "-"), only());
    }

    @Test
    void aListenerWithoutItsTypeSaysWhatItWaitsFor() throws Exception {
        rig.rig.listen("or");
        rig.rig.outside(() -> rig.component.unbindConnectionType(rig.connections));
        assertFalse(only().accepting());
        assertTrue(only().held().startsWith("NO_TYPE"), only().held());
    }

    @Test
    void connectionsAreNoListeners() throws Exception {
        rig.rig.connections().link("or", null, "or", null, rig.rig.loop);
        assertEquals(List.of(), rig.ask(() -> listener.list(null)));
        assertEquals(List.of("test"), listener.routers());
    }
}
