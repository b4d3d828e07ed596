package org.tropea.directory.network;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.tropea.directory.ManualConductor;
import org.tropea.directory.TestKeys;
import org.tropea.directory.fetch.DirectoryGuards;
import org.tropea.directory.fetch.Mirrors;
import org.tropea.directory.fetch.TestGuards;

import org.tropea.flow.fault.LocalFault;
import org.tropea.net.directory.Bootstrap;
import org.tropea.net.directory.Bootstrap.Phase;
import org.tropea.net.directory.DirExchange;
import org.tropea.net.directory.Directory;
import org.tropea.net.keys.RouterKeys;
import org.tropea.net.option.Options;
import org.tropea.net.path.Paths;
import org.tropea.net.store.StoredFiles;
import org.tropea.netdoc.status.Consensus;
import org.tropea.netdoc.status.Flavor;
import org.tropea.testkit.TestScope;

/** One router's directory client against mirrors that a test plays. */
final class RoleRig implements AutoCloseable {
    private static final TestKeys KEYS = new TestKeys(ManualConductor.START + 86_400L * 1000);

    final ManualConductor conductor = new ManualConductor();
    final TestMirrors mirrors = new TestMirrors(conductor.clock(), conductor);
    final TestNet net;
    final Bootstrap bootstrap = new Bootstrap();
    final Directory directory = new Directory();
    final DirExchange exchange = new DirExchange();
    final List<Phase> phases = new ArrayList<>();
    private final Map<String, Object> options = new HashMap<>();
    private final Path disk;
    private Mirrors choice = new Mirrors(new Random(1));
    DirectoryRole role;

    RoleRig(Path disk, int relays) {
        this.disk = disk;
        this.net = new TestNet(relays, ManualConductor.START);
        options.putAll(Map.of("TestingTorNetwork", "1", "Nickname", "test", "DirAuthority", net.lines()));
    }

    /** Sets an option; before the start. */
    void option(String name, String value) {
        options.put(name, value);
    }

    /** From now on these relays are its guards, by the byte that their fingerprints repeat; before the start. */
    void guards(int seed, String... bytes) {
        Paths paths = new Paths();
        paths.use(new TestGuards(directory::current, new Random(seed), bytes));
        choice = new Mirrors(new Random(1), new DirectoryGuards(paths));
    }

    DirectoryRole start() throws LocalFault {
        TestScope scope = new TestScope("test", Options.of(options));
        scope.add(RouterKeys.class, KEYS);
        scope.add(Directory.class, directory);
        scope.add(DirExchange.class, exchange);
        Context context = new Context(
                "test",
                choice,
                mirrors,
                new StoredFiles(disk, text -> {}, text -> {}),
                new Certificates(net.identities()),
                bootstrap,
                new Random(2),
                conductor.clock());
        bootstrap.listen(phases::add);
        role = new DirectoryRole(scope, context, conductor, () -> null, () -> {});
        return role.start();
    }

    void full(Consensus consensus) {
        mirrors.has(consensus);
        mirrors.certificates = net.certificates;
        mirrors.microdescriptors = net.microdescriptors;
    }

    void pass(long seconds) {
        conductor.pass(seconds, () -> {});
    }

    Consensus good(long validAfter) {
        return net.consensus(Flavor.MICRODESC, validAfter, 3);
    }

    @Override
    public void close() {
        if (role != null) {
            role.close();
            role = null;
        }
    }
}
