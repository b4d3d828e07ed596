package org.tropea.directory.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tropea.directory.ManualConductor;
import org.tropea.directory.fetch.Mirrors;
import org.tropea.net.directory.Bootstrap;
import org.tropea.net.option.Options;
import org.tropea.net.store.StoredFiles;
import org.tropea.netdoc.status.Flavor;

class ConsensusJobTest {
    @TempDir
    Path disk;

    private final ManualConductor conductor = new ManualConductor();
    private final TestNet net = new TestNet(5, ManualConductor.START);
    private int taken;

    private Context context() {
        return new Context(
                "test",
                new Mirrors(new Random(1)),
                new TestMirrors(conductor.clock(), conductor),
                new StoredFiles(disk, text -> {}, text -> {}),
                new Certificates(net.identities()),
                new Bootstrap(),
                new Random(2),
                conductor.clock());
    }

    @Test
    void aBugInTakingTheOneThatWaitedIsNoMoreThanOneThatIsRefused() {
        Options options = Options.of(Map.of("TestingTorNetwork", "1", "Nickname", "test", "DirAuthority", net.lines()));
        Context context = context();
        ConsensusJob job =
                new ConsensusJob(context, Flavor.MICRODESC, FetchTimes.of(options, false), options, consensus -> {
                    taken++;
                    throw new IllegalStateException("a bug behind it");
                });
        job.handed(net.consensus(Flavor.MICRODESC, ManualConductor.START - 60, 3)
                .text()
                .getBytes(StandardCharsets.UTF_8));
        assertNotNull(job.uncertain());
        assertTrue(Files.exists(disk.resolve("unverified-microdesc-consensus")));
        context.certificates().add(net.certificates, context.now());
        job.certificatesCame(); // the job of the other flavor is told next
        assertEquals(1, taken);
        assertNull(job.uncertain());
        assertFalse(Files.exists(disk.resolve("unverified-microdesc-consensus")));
    }
}
