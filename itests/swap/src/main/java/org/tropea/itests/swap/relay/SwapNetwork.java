package org.tropea.itests.swap.relay;

import java.io.Closeable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.tropea.itests.ctor.CtorNetwork;
import org.tropea.itests.ctor.CtorNode;
import org.tropea.itests.ctor.NodeSpec;

/**
 * A private network of C tor with one Tropea relay {@code T} in it, and an operator logged in at that relay. Closing
 * stops all of it.
 */
public final class SwapNetwork implements Closeable {
    /** The Tropea relay's nickname. */
    public static final String RELAY = "T";

    private static final Duration LISTED = Duration.ofSeconds(150);

    private final CtorNetwork network;
    private final CtorNode relay;
    private final Shell shell;
    private final Path home;

    private SwapNetwork(CtorNetwork network, Path home, Operator operator) {
        this.network = network;
        this.home = home;
        this.relay = network.node(RELAY);
        network.awaitFlags(RELAY, LISTED, "Running", "Valid", "Exit");
        this.shell = operator.login();
    }

    /** Starts it with the assembled runtime in {@code home} and further torrc lines for the relay. */
    public static SwapNetwork start(Path home, List<String> torrc) {
        Operator[] operator = new Operator[1];
        CtorNetwork network = CtorNetwork.builder()
                .relays(2)
                .votingInterval(Duration.ofSeconds(20))
                .clientOption("ConfluxEnabled 0")
                .with(net -> operator[0] = startRelay(net, home, torrc))
                .start();
        try {
            return new SwapNetwork(network, home, operator[0]);
        } catch (RuntimeException e) {
            network.markFailed();
            network.close();
            throw e;
        }
    }

    private static Operator startRelay(CtorNetwork network, Path home, List<String> torrc) {
        NodeSpec spec = NodeSpec.of(RELAY, home.resolve("bin/tropea").toString());
        torrc.forEach(spec::option);
        CtorNode node = network.prepare(spec);
        Operator operator = new Operator(network.freePort());
        operator.admitTo(node);
        node.start();
        return operator;
    }

    /** The assembled runtime: system property {@code tropea.home}, or where the build puts it. */
    public static Path installation() {
        Path home = Path.of(System.getProperty("tropea.home", "runtime/target/tropea"))
                .toAbsolutePath()
                .normalize();
        if (!Files.isExecutable(home.resolve("bin/tropea"))) {
            throw new IllegalStateException(home + " is not an assembled runtime; build it, or set tropea.home");
        }
        return home;
    }

    /** The network. */
    public CtorNetwork network() {
        return network;
    }

    /** The Tropea relay's node. */
    public CtorNode relay() {
        return relay;
    }

    /** The operator's shell at the relay. */
    public Shell shell() {
        return shell;
    }

    /** The relay's JVM; the launcher's script has become it. */
    public Jvm jvm() {
        return new Jvm(relay.pid());
    }

    /** The jar that the runtime ships for {@code bundle}. */
    public Path shipped(String bundle) {
        Path folder = home.resolve("bundle");
        try (var jars = Files.newDirectoryStream(folder, bundle + "-[0-9]*.jar")) {
            return jars.iterator().next();
        } catch (Exception e) {
            throw new IllegalStateException(folder + " has no jar of " + bundle, e);
        }
    }

    /** A folder for bundles made at run time; it goes with the network. */
    public Path scratch() {
        try {
            return Files.createDirectories(network.root().resolve("bundles"));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        shell.close();
        network.close();
    }
}
