package org.tropea.core.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tropea.core.shell.BufferCommands;
import org.tropea.core.shell.ChanCommands;
import org.tropea.core.shell.CircCommands;
import org.tropea.core.shell.ConnCommands;
import org.tropea.core.shell.MuxCommands;
import org.tropea.core.shell.SchedCommands;
import org.tropea.core.shell.SlotCommands;
import org.tropea.core.shell.SwapCommands;
import org.tropea.core.shell.TlsCommands;

/** What the tab key offers for the values of commands. */
class CompletionsTest {
    private final CommandRig rig = new CommandRig();

    @Test
    void whatUseTakesIsOffered() {
        assertEquals(List.of("auto", "all"), new SchedCommands(rig.component).names());
        assertEquals(List.of("auto", "fifo"), new MuxCommands(rig.component).names());
        assertEquals(List.of("auto"), new TlsCommands(rig.component).names());
        assertEquals(2, new BufferCommands(rig.component).names().size());
    }

    @Test
    void routersAreOffered() {
        List<String> running = List.of("test");
        assertEquals(running, new SchedCommands(rig.component).routers());
        assertEquals(running, new MuxCommands(rig.component).routers());
        assertEquals(running, new TlsCommands(rig.component).routers());
        assertEquals(running, new BufferCommands(rig.component).routers());
        assertEquals(running, new SlotCommands(rig.component).routers());
        assertEquals(running, new SwapCommands(rig.component).routers());
        assertEquals(running, new ConnCommands(rig.component).routers());
    }

    @Test
    void idsAreOffered() {
        assertEquals(List.of(), rig.ask(() -> new ConnCommands(rig.component).connections()));
        rig.circuit();
        assertEquals(
                1, rig.ask(() -> new ChanCommands(rig.component).channels()).size());
        assertEquals(
                1, rig.ask(() -> new CircCommands(rig.component).circuits()).size());
    }
}
