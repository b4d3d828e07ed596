package org.tropea.itests.badinput;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.function.Executable;
import org.tropea.itests.badinput.BadInput.Survives;
import org.tropea.itests.ctor.CtorNetwork;
import org.tropea.itests.ctor.CtorNetworkExtension;
import org.tropea.itests.ctor.NodeSpec;
import org.tropea.itests.ctor.TorPrograms;

/**
 * The table of bad input: each case is run against one running relay, "T", while circuits of a C tor client carry
 * compared bytes through it in all three positions. The system property {@code tropea.command} names T's program;
 * "ctor" is C tor itself, whose answers are the expected ones.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputIT {
    private static final Duration UNTIL_LISTED = Duration.ofSeconds(90);
    private static final Duration QUIET = Duration.ofMillis(400);

    @RegisterExtension
    final CtorNetworkExtension net = CtorNetworkExtension.of(b -> b.relays(2)
                    .relay("known")
                    .clientOption("BandwidthRate 3 MBytes")
                    .clientOption("BandwidthBurst 3 MBytes")
                    .node(NodeSpec.of("T", command())
                            .environment("TROPEA_LOOPS", loops())
                            .option("MaxMemInQueues 64 MBytes")
                            .option("KeepalivePeriod 30") // C tor's limit for link handshakes, 300 s by default
                            .option("DirCache 0") // C tor's compressing of documents counts as queued memory
                            .option("/ExitPolicy")
                            .option("ExitPolicy reject *:" + EndedStreams.REFUSED_PORT + ",accept *:*")))
            .then(BadInputIT::awaitRelays);

    private final ExecutorService slow = Executors.newCachedThreadPool(BadInputIT::daemon);
    private final Map<String, CompletableFuture<Void>> waiting = new ConcurrentHashMap<>();
    private Target target;
    private Background background;

    /** How many event loops the relay has. */
    String loops() {
        return System.getenv().getOrDefault("TROPEA_LOOPS", "1");
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "slow-case");
        thread.setDaemon(true);
        return thread;
    }

    private static String command() {
        String command = System.getProperty("tropea.command", "../../runtime/target/tropea/bin/tropea");
        return command.equals("ctor")
                ? TorPrograms.locate().tor().toString()
                : Path.of(command).toAbsolutePath().normalize().toString();
    }

    /** Whether the relay under test knows other relays: C tor does, Tropea does not read the consensus yet. */
    static boolean targetReadsConsensus() {
        return System.getProperty("tropea.command", "").equals("ctor");
    }

    private static void awaitRelays(CtorNetwork net) {
        net.awaitFlags("T", UNTIL_LISTED, "Running", "Valid", "Exit", "Fast");
        net.awaitFlags("known", UNTIL_LISTED, "Running", "Valid");
    }

    @BeforeAll
    void start() throws IOException {
        target = new Target(net.network(), "relay0", "known");
        background = new Background(net.network());
        table().filter(BadInput::slow)
                .forEach(c -> waiting.put(c.name(), CompletableFuture.runAsync(() -> runUnchecked(c), slow)));
    }

    @AfterAll
    void stop() throws IOException {
        slow.shutdownNow();
        background.close();
        target.close();
    }

    private static Stream<BadInput> table() {
        List<BadInput> table = new ArrayList<>(DroppedCells.all());
        table.addAll(ClosedCircuits.all());
        table.addAll(EndedStreams.all());
        table.addAll(ForgedIdentities.all());
        table.addAll(ClosedChannels.all());
        return table.stream().filter(c -> chosen(c.name()));
    }

    /** The system property {@code tropea.cases} is a part of the names to run; all when it is empty. */
    private static boolean chosen(String name) {
        return name.contains(System.getProperty("tropea.cases", ""));
    }

    @TestFactory
    Stream<DynamicTest> badInput() {
        Stream<DynamicTest> quick = table().filter(c -> !c.slow()).map(c -> test(c.toString(), () -> run(c)));
        Stream<DynamicTest> limits = Limits.all().entrySet().stream()
                .filter(limit -> chosen(limit.getKey()))
                .map(limit -> test(limit.getKey(), () -> limit.getValue().run(target)));
        Stream<DynamicTest> slow = table().filter(BadInput::slow)
                .map(c -> test(c.toString(), () -> waiting.get(c.name()).join()));
        DynamicTest last = test("the compared bytes of other circuits", () -> background.requireClean());
        return Stream.of(quick, limits, slow, Stream.of(last)).flatMap(tests -> tests);
    }

    private DynamicTest test(String name, Executable body) {
        return DynamicTest.dynamicTest(name, () -> {
            long start = System.nanoTime();
            try {
                body.execute();
                assertTrue(target.isAlive(), "the relay's process ended");
                background.requireProgress();
            } catch (Throwable e) {
                throw new AssertionError(name + ": " + e, e);
            }
            System.out.printf(Locale.ROOT, "%6.2f s  %s%n", (System.nanoTime() - start) / 1e9, name);
        });
    }

    private void runUnchecked(BadInput c) {
        try {
            run(c);
        } catch (Exception e) {
            throw new IllegalStateException(c + ": " + e.getMessage(), e);
        }
    }

    private void run(BadInput c) throws Exception {
        try (Stage stage = c.start().open(target)) {
            sendUntilClosed(c, stage);
            boolean quiet = c.reply().equals(BadInput.NOTHING);
            String answer = stage.answer(quiet ? QUIET : c.limit(), c.reply().equals(BadInput.CLOSED));
            assertEquals(c.reply(), answer, c.toString());
            requireSurvivors(c, stage);
        }
        RawLink.client(target.relay().port()).close();
    }

    /** A relay may close the link while the case still sends. */
    private static void sendUntilClosed(BadInput c, Stage stage) throws Exception {
        try {
            c.send().from(stage);
        } catch (IOException e) {
            if (!c.reply().equals(BadInput.CLOSED)) {
                throw e;
            }
        }
    }

    private static void requireSurvivors(BadInput c, Stage stage) throws IOException {
        if (c.survives() == Survives.STREAM) {
            stage.requireStream();
        }
        if (c.survives().compareTo(Survives.CIRCUIT) <= 0) {
            stage.requireCircuit(c.start() == Start.EXIT || c.start() == Start.EXIT_STREAM);
        }
        if (c.survives().compareTo(Survives.LINK) <= 0) {
            stage.requireLink();
        }
        assertFalse(c.survives() != Survives.RELAY && stage.link.awaitClosed(Duration.ZERO), "the link was closed");
    }
}
