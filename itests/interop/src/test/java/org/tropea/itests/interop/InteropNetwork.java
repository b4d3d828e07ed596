package org.tropea.itests.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.tropea.itests.ctor.CtorNetwork;
import org.tropea.itests.ctor.CtorNetworkExtension;
import org.tropea.itests.ctor.CtorNode;
import org.tropea.itests.ctor.Deadline;
import org.tropea.itests.ctor.NodeSpec;
import org.tropea.itests.ctor.PathTraffic;
import org.tropea.itests.ctor.TorPrograms;

/**
 * The one network that the tests of this module share, as starting it takes longer than most of them: C tor's two
 * authorities, two relays and client, and a relay for each thing that is to be tried. Each test class waits for its own.
 */
final class InteropNetwork {
    static final String KIST = "org.tropea.scheduler.kist";
    static final String EXIT = "org.tropea.conn.exit";
    static final int SHUTDOWN_SECONDS = 8;
    /** C tor relays make circuits of their own, find a stopped relay away, and avoid it for a minute. */
    private static final String NO_OWN_CIRCUITS = "__DisablePredictedCircuits 1";

    private static final Duration LISTED = Duration.ofSeconds(150);

    static final CtorNetworkExtension NET = CtorNetworkExtension.of(network -> network.relays(2)
                    .clientOption("ConfluxEnabled 0")
                    .clientOption("ClientUseIPv6 1")
                    .clientOption("ClientPreferIPv6ORPort 1")
                    .relayOption(NO_OWN_CIRCUITS)
                    .authorityOption("AuthDirHasIPv6Connectivity 1")
                    .node(signalled("T"))
                    .node(Tropea.relay("picky").option("/ExitPolicy").option("ExitPolicy reject 127.0.0.1:*"))
                    .with(InteropNetwork::pair)
                    .with(InteropNetwork::dualStack)
                    .with(WithoutLauncherIT::start)
                    .with(JdkTlsIT::start)
                    .node(Tropea.relay("limited")
                            .option("RelayBandwidthRate 2 MBytes")
                            .option("RelayBandwidthBurst 2 MBytes"))
                    .node(Tropea.relay("three").option("EventLoopThreads 3"))
                    .node(Tropea.relay("vanilla").option("Schedulers Vanilla"))
                    .node(NodeSpec.of("hot", Installation.without(KIST, EXIT).program()))
                    .node(signalled("victim").option("ShutdownWaitLength " + SHUTDOWN_SECONDS))
                    .node(Tropea.relay("phoenix"))
                    .node(NodeSpec.of("mover", ctor()).option(NO_OWN_CIRCUITS).option("DirCache 0"))
                    .node(NodeSpec.of("tls12", ctor())
                            .environment("OPENSSL_CONF", tls12())
                            .option(NO_OWN_CIRCUITS)))
            .shared();

    private InteropNetwork() {}

    /** A relay that takes SIGINT and SIGHUP even if these tests run in the background, where a shell ignores them. */
    private static NodeSpec signalled(String nickname) {
        return NodeSpec.of(nickname, "env", "--default-signal=INT,HUP", program());
    }

    /** The launcher's command. */
    static String program() {
        return Tropea.home().resolve("bin/tropea").toString();
    }

    /** C tor, run as a relay of another make. */
    static String[] ctor() {
        return new String[] {TorPrograms.locate().tor().toString(), "--quiet"};
    }

    private static String tls12() {
        return Path.of("src/test/resources/org/tropea/itests/interop/tls12.cnf")
                .toAbsolutePath()
                .toString();
    }

    /** T1 by a torrc, and T2 by a configuration file dropped into the same run. */
    private static void pair(CtorNetwork network) {
        CtorNode first = network.start(Tropea.relay("T1"));
        try {
            new RouterFile(network, first, "T2", Map.of()).drop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void dualStack(CtorNetwork network) {
        network.start(Tropea.relay("six")
                .option("ORPort [::1]:" + network.freePort())
                .option("OutboundBindAddress [::1]")
                .option("IPv6Exit 1"));
    }

    /** Waits until clients can use the relay and each C tor relay knows it. */
    static void awaitListed(CtorNetwork network, String... nicknames) {
        for (String nickname : nicknames) {
            network.awaitFlags(nickname, LISTED, "Running", "Valid");
        }
    }

    /** Polls for up to {@code seconds}. */
    static void await(String what, int seconds, Callable<Boolean> condition) {
        Deadline.in(Duration.ofSeconds(seconds)).await(condition, 50, () -> "not in time: " + what);
    }

    /** Starts a node that was stopped; returns when its router is ready. */
    static void startAgain(CtorNode node) {
        String ready = "Router " + node.nickname() + " is ready";
        int before = node.said(ready);
        node.start();
        await(ready, 60, () -> node.said(ready) > before);
    }

    /**
     * Waits until a circuit can be made through a relay that was away: who tried it meanwhile avoids it for a minute, and
     * a client asks the program before's handshake of it until it has the next consensus.
     */
    static void awaitUsable(CtorNetwork network, String relay) {
        Deadline.in(Duration.ofSeconds(120))
                .await(() -> isUsable(network, relay), 500, () -> "no circuit through " + relay);
    }

    private static boolean isUsable(CtorNetwork network, String relay) {
        try (PathTraffic traffic = network.traffic("relay0", relay, "relay1").limit(Duration.ofSeconds(20))) {
            return !traffic.build().isEmpty();
        } catch (IllegalStateException noCircuit) {
            return false;
        }
    }

    /** The folder of a bundle dropped into a running node. */
    static Path deploy(CtorNode node) throws IOException {
        return Files.createDirectories(node.directory().resolve("deploy"));
    }
}
