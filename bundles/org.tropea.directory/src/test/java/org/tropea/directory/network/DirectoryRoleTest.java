package org.tropea.directory.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tropea.directory.ManualConductor;
import org.tropea.directory.TestKeys;
import org.tropea.directory.fetch.Mirrors;
import org.tropea.flow.fault.LocalFault;
import org.tropea.net.directory.Bootstrap;
import org.tropea.net.directory.Bootstrap.Phase;
import org.tropea.net.directory.DirExchange;
import org.tropea.net.directory.DirResponse;
import org.tropea.net.directory.Directory;
import org.tropea.net.directory.NetworkView;
import org.tropea.net.keys.RouterKeys;
import org.tropea.net.option.Options;
import org.tropea.net.store.StoredFiles;
import org.tropea.netdoc.status.Consensus;
import org.tropea.netdoc.status.Flavor;
import org.tropea.testkit.TestScope;

/** A client's directory from an empty disk on, against mirrors that a test plays. */
class DirectoryRoleTest {
    private static final long NOW = ManualConductor.START;
    private static final TestKeys KEYS = new TestKeys(NOW + 86_400L * 1000);

    @TempDir
    Path disk;

    private final TestNet net = new TestNet(5, NOW);
    private final Bootstrap bootstrap = new Bootstrap();
    private final Directory directory = new Directory();
    private final DirExchange exchange = new DirExchange();
    private final List<Phase> phases = new ArrayList<>();
    private ManualConductor conductor = new ManualConductor();
    private TestMirrors mirrors = new TestMirrors(conductor.clock(), conductor);
    private DirectoryRole role;

    private DirectoryRole start() throws LocalFault {
        TestScope scope = new TestScope(
                "test", Options.of(Map.of("TestingTorNetwork", "1", "Nickname", "test", "DirAuthority", net.lines())));
        scope.add(RouterKeys.class, KEYS);
        scope.add(Directory.class, directory);
        scope.add(DirExchange.class, exchange);
        Context context = new Context(
                "test",
                new Mirrors(new Random(1)),
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

    @AfterEach
    void stop() {
        if (role != null) {
            role.close();
        }
    }

    private void full(Consensus consensus) {
        mirrors.has(consensus);
        mirrors.certificates = net.certificates;
        mirrors.microdescriptors = net.microdescriptors;
    }

    private void pass(long seconds) {
        conductor.pass(seconds, () -> {});
    }

    private Consensus good(long validAfter) {
        return net.consensus(Flavor.MICRODESC, validAfter, 3);
    }

    @Test
    void whatAnAnswerMakesPossibleIsAskedForAtOnce() throws LocalFault {
        full(good(NOW - 60));
        start();
        pass(2);
        assertTrue(directory.current().nodes().stream().allMatch(node -> node.isComplete()));
        assertEquals(Phase.ENOUGH_DIRINFO, phases.get(phases.size() - 1));
    }

    @Test
    void bootstrapsFromNothing() throws LocalFault {
        full(good(NOW - 60));
        start();
        pass(10);
        NetworkView view = directory.current();
        assertEquals(5, view.nodes().size());
        assertTrue(view.nodes().stream().allMatch(node -> node.isComplete()));
        assertEquals(800, view.param("circwindow", 1000, 100, 1000));
        assertEquals(
                List.of(
                        Phase.REQUESTING_STATUS,
                        Phase.LOADING_STATUS,
                        Phase.LOADING_KEYS,
                        Phase.REQUESTING_DESCRIPTORS,
                        Phase.LOADING_DESCRIPTORS,
                        Phase.ENOUGH_DIRINFO),
                phases);
    }

    @Test
    void asksForWhatOurAuthoritiesSigned() throws LocalFault {
        full(good(NOW - 60));
        start();
        pass(10);
        String fingerprints = String.join(
                "+",
                net.identities().stream()
                        .map(id -> id.hex().substring(0, 6))
                        .sorted()
                        .toList());
        assertEquals("/tor/status-vote/current/consensus-microdesc/" + fingerprints, mirrors.paths.get(0));
        assertTrue(mirrors.paths.stream().anyMatch(path -> path.startsWith("/tor/keys/fp/")));
        assertTrue(mirrors.paths.stream().anyMatch(path -> path.startsWith("/tor/micro/d/")));
    }

    @Test
    void takesWhatOurOwnAuthorityHandsOver() throws LocalFault {
        start();
        StringBuilder certificates = new StringBuilder();
        net.certificates.forEach(one -> certificates.append(one.text()));
        StringBuilder micro = new StringBuilder();
        net.microdescriptors.forEach(one -> micro.append(one.text()));
        hand(DirExchange.Kind.CERTIFICATES, certificates.toString());
        hand(DirExchange.Kind.MICRODESCRIPTORS, micro.toString());
        hand(DirExchange.Kind.MICRODESC_CONSENSUS, good(NOW - 60).text());
        pass(1);
        assertEquals(5, directory.current().nodes().size());
        assertTrue(directory.current().nodes().stream().allMatch(node -> node.isComplete()));
        assertArrayEquals(
                good(NOW - 60).text().getBytes(StandardCharsets.UTF_8),
                exchange.inForce(DirExchange.Kind.MICRODESC_CONSENSUS));
        String forged = net.wronglySigned(Flavor.MICRODESC, NOW - 30).text();
        hand(DirExchange.Kind.MICRODESC_CONSENSUS, forged);
        pass(1);
        assertEquals(
                NOW - 60, directory.current().validAfter().getEpochSecond(), "what we hand ourselves is judged too");
    }

    @Test
    void tellsOurAuthorityWhenWhatIsOnDiskIsInForce() throws LocalFault {
        full(good(NOW - 60));
        start();
        assertTrue(exchange.isLoading());
        pass(10);
        assertTrue(exchange.isLoaded());
    }

    private void hand(DirExchange.Kind kind, String text) {
        exchange.hand(kind, text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void secondStartAsksNobody() throws LocalFault {
        full(good(NOW - 60));
        start();
        pass(10);
        role.close();
        conductor = new ManualConductor();
        mirrors = new TestMirrors(conductor.clock(), conductor);
        directory.publish(NetworkView.NONE);
        start();
        pass(10);
        assertEquals(List.of(), mirrors.paths);
        assertTrue(directory.current().nodes().stream().allMatch(node -> node.isComplete()));
    }

    @Test
    void aTornJournalCostsWhatIsMissing() throws LocalFault, IOException {
        full(good(NOW - 60));
        start();
        pass(10);
        role.close();
        Path journal = disk.resolve("cached-microdescs.new");
        byte[] bytes = Files.readAllBytes(journal);
        Files.write(journal, Arrays.copyOf(bytes, bytes.length - 40));
        conductor = new ManualConductor();
        mirrors = new TestMirrors(conductor.clock(), conductor);
        full(good(NOW - 60));
        start();
        pass(10);
        assertEquals(1, mirrors.paths.size(), mirrors.paths.toString());
        assertTrue(directory.current().nodes().stream().allMatch(node -> node.isComplete()));
        assertFalse(Files.exists(journal) && Files.size(journal) == bytes.length - 40);
    }

    @Test
    void rubbishOnDiskIsFetchedAgain() throws LocalFault, IOException {
        for (String name : List.of("cached-microdesc-consensus", "cached-certs", "cached-microdescs")) {
            Files.write(disk.resolve(name), "rubbish\n\u0000".getBytes(StandardCharsets.ISO_8859_1));
        }
        full(good(NOW - 60));
        start();
        pass(10);
        assertTrue(directory.current().nodes().stream().allMatch(node -> node.isComplete()));
    }

    private void refused(Consensus bad) throws LocalFault {
        full(bad);
        start();
        pass(30);
        assertEquals(NetworkView.NONE, directory.current());
        assertTrue(mirrors.asked.stream().distinct().count() > 1, "another mirror is asked: " + mirrors.asked);
        full(good(NOW - 60));
        pass(200);
        assertEquals(5, directory.current().nodes().size());
    }

    @Test
    void expiredIsRefused() throws LocalFault {
        refused(good(NOW - 4 * TestNet.HOUR));
    }

    @Test
    void fromTheFutureIsRefused() throws LocalFault {
        refused(good(NOW + 2 * TestNet.HOUR));
    }

    @Test
    void tooFewSignaturesAreRefused() throws LocalFault {
        refused(net.consensus(Flavor.MICRODESC, NOW - 60, 1));
    }

    @Test
    void wrongSignaturesAreRefused() throws LocalFault {
        refused(net.wronglySigned(Flavor.MICRODESC, NOW - 60));
    }

    @Test
    void theWrongFlavorIsRefused() throws LocalFault {
        Consensus ns = net.consensus(Flavor.NS, NOW - 60, 3);
        mirrors.instead = path -> path.contains("consensus-microdesc")
                ? new DirResponse(200, "OK", ns.text().getBytes(StandardCharsets.UTF_8))
                : null;
        start();
        pass(10);
        assertEquals(NetworkView.NONE, directory.current());
    }

    @Test
    void malformedIsRefusedAndAnotherMirrorAsked() throws LocalFault {
        full(good(NOW - 60));
        int[] count = {0};
        String text = good(NOW - 60).text();
        mirrors.instead = path -> path.contains("consensus") && count[0]++ < 2
                ? new DirResponse(
                        200, "OK", text.substring(0, text.length() / 2).getBytes(StandardCharsets.UTF_8))
                : null;
        start();
        pass(60);
        assertEquals(5, directory.current().nodes().size());
    }

    @Test
    void theRunningStateIsKeptWhenTheNextOneIsBad() throws LocalFault {
        full(good(NOW - 60));
        start();
        pass(10);
        NetworkView before = directory.current();
        full(net.wronglySigned(Flavor.MICRODESC, NOW + TestNet.HOUR));
        pass(2 * TestNet.HOUR + TestNet.HOUR / 2);
        assertEquals(before.validAfter(), directory.current().validAfter());
    }

    @Test
    void theNextOneIsFetchedInTime() throws LocalFault {
        full(good(NOW - 60));
        start();
        pass(10);
        full(good(NOW - 60 + TestNet.HOUR));
        pass(TestNet.HOUR);
        assertEquals(NOW - 60, directory.current().validAfter().getEpochSecond(), "clients leave caches time");
        pass(2 * TestNet.HOUR - 100);
        assertEquals(NOW - 60 + TestNet.HOUR, directory.current().validAfter().getEpochSecond());
    }

    @Test
    void anOlderOneIsRefused() throws LocalFault {
        full(good(NOW - 60));
        start();
        pass(10);
        full(good(NOW - 1800));
        pass(2 * TestNet.HOUR);
        assertEquals(NOW - 60, directory.current().validAfter().getEpochSecond());
    }

    @Test
    void microdescriptorsWithAWrongDigestAreRefused() throws LocalFault {
        full(good(NOW - 60));
        TestNet others = new TestNet(9, NOW);
        byte[] wrong = others.microdescriptors.get(8).text().getBytes(StandardCharsets.UTF_8);
        int[] count = {0};
        mirrors.instead = path -> path.contains("/micro/") && count[0]++ < 2 ? new DirResponse(200, "OK", wrong) : null;
        start();
        pass(60);
        assertTrue(count[0] > 2);
        assertTrue(directory.current().nodes().stream().allMatch(node -> node.isComplete()));
        assertEquals(5, role.status().microdescriptors());
    }

    @Test
    void whatOneMirrorDoesNotHaveAnotherIsAskedFor() throws LocalFault {
        full(good(NOW - 60));
        mirrors.microdescriptors = net.microdescriptors.subList(0, 3);
        start();
        pass(10);
        assertEquals(2, role.status().missing());
        mirrors.microdescriptors = net.microdescriptors;
        pass(120);
        assertEquals(0, role.status().missing());
    }

    @Test
    void nobodyAnswersIsAskedWithGrowingPauses() throws LocalFault {
        mirrors.instead = path -> new DirResponse(0, "no answer: CONNECT_REFUSED", new byte[0]);
        start();
        pass(3600);
        int hour = mirrors.paths.size();
        assertTrue(hour > 5 && hour < 200, hour + " requests in the first hour");
        pass(3600);
        assertTrue(mirrors.paths.size() - hour < hour / 2, "then " + (mirrors.paths.size() - hour));
    }

    @Test
    void aReadOnlyDiskLeavesItInMemory() throws LocalFault, IOException {
        Path file = disk.resolve("file");
        Files.write(file, new byte[1], StandardOpenOption.CREATE);
        disk = file; // no directory can be made there, not even by root
        full(good(NOW - 60));
        start();
        pass(10);
        assertTrue(directory.current().nodes().stream().allMatch(node -> node.isComplete()));
    }
}
