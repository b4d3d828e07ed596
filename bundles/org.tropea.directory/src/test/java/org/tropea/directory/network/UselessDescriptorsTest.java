package org.tropea.directory.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tropea.directory.ManualConductor;
import org.tropea.directory.TestKeys;
import org.tropea.directory.fetch.Mirrors;
import org.tropea.flow.fault.LocalFault;
import org.tropea.net.directory.Bootstrap;
import org.tropea.net.directory.DirExchange;
import org.tropea.net.directory.Directory;
import org.tropea.net.keys.RouterKeys;
import org.tropea.net.option.Options;
import org.tropea.net.store.StoredFiles;
import org.tropea.netdoc.status.Flavor;
import org.tropea.testkit.TestScope;

/** FetchUselessDescriptors has a client keep what only caches do otherwise. */
class UselessDescriptorsTest {
    private static final long NOW = ManualConductor.START;
    private static final TestKeys KEYS = new TestKeys(NOW + 86_400L * 1000);

    @TempDir
    Path disk;

    private final TestNet net = new TestNet(5, NOW);
    private final ManualConductor conductor = new ManualConductor();
    private final TestMirrors mirrors = new TestMirrors(conductor.clock(), conductor);

    private DirectoryRole start(String flag) throws LocalFault {
        TestScope scope = new TestScope(
                "test",
                Options.of(Map.of(
                        "TestingTorNetwork",
                        "1",
                        "Nickname",
                        "test",
                        "DirAuthority",
                        net.lines(),
                        "FetchUselessDescriptors",
                        flag)));
        scope.add(RouterKeys.class, KEYS);
        scope.add(Directory.class, new Directory());
        scope.add(DirExchange.class, new DirExchange());
        Context context = new Context(
                "test",
                new Mirrors(new Random(1)),
                mirrors,
                new StoredFiles(disk, text -> {}, text -> {}),
                new Certificates(net.identities()),
                new Bootstrap(),
                new Random(2),
                conductor.clock());
        return new DirectoryRole(scope, context, conductor, () -> null, () -> {}).start();
    }

    @ParameterizedTest
    @CsvSource({"0, false", "1, true"})
    void bothFlavorsAndAllDescriptors(String flag, boolean fetches) throws LocalFault {
        mirrors.has(net.consensus(Flavor.MICRODESC, NOW - 60, 3));
        mirrors.has(net.consensus(Flavor.NS, NOW - 60, 3));
        mirrors.certificates = net.certificates;
        mirrors.microdescriptors = net.microdescriptors;
        DirectoryRole role = start(flag);
        conductor.pass(10, () -> {});
        role.close();
        assertEquals(
                fetches,
                mirrors.paths.stream().anyMatch(path -> path.startsWith("/tor/status-vote/current/consensus/")));
        assertEquals(fetches, Files.exists(disk.resolve("cached-consensus")));
        assertEquals(fetches, mirrors.paths.stream().anyMatch(path -> path.startsWith("/tor/server/d/")));
    }
}
