package org.tropea.core.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tropea.core.shell.Quota;
import org.tropea.core.shell.QuotaCommands;

/** {@code quota:top}. */
class QuotaCommandsTest {
    private final CommandRig rig = new CommandRig(
            "BandwidthRate",
            "4 MBytes",
            "BandwidthBurst",
            "8 MBytes",
            "RelayBandwidthRate",
            "1 MBytes",
            "RelayBandwidthBurst",
            "2 MBytes");
    private final QuotaCommands quota = new QuotaCommands(rig.component);

    @Test
    void theRoutersBucketsComeFirst() {
        List<Quota> lines = rig.ask(() -> quota.top(null, 0));
        assertEquals(new Quota("all", 4096L, 8192L, 8192L, 8192L, 0, 0), lines.get(0));
        assertEquals(new Quota("relayed", 1024L, 2048L, 2048L, 2048L, 0, 0), lines.get(1));
        assertEquals(2, lines.size());
    }

    @Test
    void connectionsComeByWhatTheyUse() throws Exception {
        rig.rig.connections().link("or", null, "or", null, rig.rig.loop);
        List<Quota> lines = rig.askUnder(() -> send(1, 1 << 17), () -> quota.top("test", 2));
        Quota sender = lines.get(2).written() > 0 ? lines.get(2) : lines.get(3);
        assertEquals(4, lines.size());
        assertEquals("or 2 -", sender.user());
        assertTrue(sender.written() > 0, lines.toString());
        assertNull(sender.rate());
        assertEquals(0, lines.get(0).written(), "a linked pair uses no bandwidth");
        assertEquals(List.of("test"), quota.routers());
    }

    private void send(int from, int bytes) {
        rig.connections.made.get(from).outbuf().append(new byte[bytes], 0, bytes);
        rig.connections.made.get(from).outbufChanged();
    }
}
