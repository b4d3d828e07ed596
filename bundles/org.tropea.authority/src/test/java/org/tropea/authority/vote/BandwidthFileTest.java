package org.tropea.authority.vote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tropea.netdoc.value.Octets;

class BandwidthFileTest {
    private static final long NOW = 1_800_000_000L;
    private static final String ONE = "11".repeat(20);
    private static final String TWO = "22".repeat(20);

    private static BandwidthFile of(String text) {
        return BandwidthFile.of(text.getBytes(StandardCharsets.UTF_8), "test", NOW);
    }

    @Test
    void readsHeadersAndMeasurements() throws Exception {
        BandwidthFile file = of("1799999000\nversion=1.4.0\nsoftware=sbws\n=====\n" + "bw=760 node_id=$" + ONE
                + " nick=a\nnode_id=$" + TWO + " bw=12 vote=0\nlater=header\n");
        assertEquals("timestamp=1799999000 version=1.4.0 software=sbws", file.headers());
        assertEquals(Map.of(Octets.ofHex(ONE), 760L), file.measured());
        assertTrue(file.digest().matches("sha256=[A-Za-z0-9+/]{43}"), file.digest());
    }

    @Test
    void anOldFileCountsForNothing() {
        BandwidthFile file = of(NOW - 4 * 86_400 + "\nbw=760 node_id=$" + ONE + "\n");
        assertEquals("", file.headers());
        assertTrue(file.measured().isEmpty());
    }

    @Test
    void aFileThatIsNotThereHasNoDigest() {
        BandwidthFile file = BandwidthFile.read(Path.of("/nonexistent/bandwidths"), NOW);
        assertEquals("", file.headers());
        assertNull(file.digest());
    }
}
