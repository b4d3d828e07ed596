package org.tropea.core.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tropea.core.channel.ChannelState;
import org.tropea.core.channel.ChannelStatus;
import org.tropea.core.shell.ChanCommands;
import org.tropea.flow.fault.CloseCause;

/** {@code chan:} commands, asked about a router with channels. */
class ChanCommandsTest {
    private final CommandRig rig = new CommandRig();
    private final ChanCommands chan = new ChanCommands(rig.component);

    @Test
    void theListHasEachChannelWithItsCircuits() {
        rig.circuit();
        ChanCommands.Line line = rig.ask(() -> chan.list(null)).get(0);
        assertEquals(1, line.id());
        assertEquals("OPEN", line.state());
        assertEquals(1, line.circ());
        assertEquals(List.of(1L, 1L), List.of(line.in(), line.out()));
    }

    @Test
    void showTellsAllOfOne() {
        rig.circuit();
        ChannelStatus one = rig.ask(() -> chan.show(null, 1));
        assertEquals(ChannelState.OPEN, one.state());
        assertEquals("fake", one.backend());
    }

    @Test
    void closeEndsItAndItsCircuits() {
        rig.circuit();
        assertNull(rig.rig.backends.last().closedWith);
        assertEquals("channel 1 is closed", rig.ask(() -> chan.close("test", 1)));
        assertEquals(CloseCause.OPERATOR, rig.rig.backends.last().closedWith);
        assertEquals(0, rig.pipeline.circuits());
    }

    @Test
    void anUnknownIdSaysWhereToLook() {
        String where = "no channel 7; chan:list shows them";
        assertEquals(where, rig.refusal(() -> chan.show(null, 7)));
        assertEquals(where, rig.refusal(() -> chan.close(null, 7)));
    }

    @Test
    void idsAndRoutersCanBeCompleted() {
        rig.circuit();
        assertEquals(List.of("1"), rig.ask(chan::channels));
        assertEquals(List.of("test"), chan.routers());
    }
}
