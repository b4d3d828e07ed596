package org.tropea.itests.ctor;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * A private onion network on loopback: C tor authorities {@code auth0…}, relays {@code relay0…} and one client
 * {@code client0}, to which nodes of another make can be added while it runs. Everything lies in a temporary folder.
 * Closing stops every process by its id and removes the folder, unless the run was marked as failed and the system
 * property {@code tropea.keep} is true. Waiting methods block the caller; a JVM that exits stops the nodes too.
 */
public final class CtorNetwork implements Closeable {

    private static final int PROGRESS_SECONDS = 5;
    private static final int TAIL_LINES = 15;

    private final CtorNetworkBuilder settings;
    private final Path root;
    private final Ports ports;
    private final NameServer names;
    private final List<CtorNode> nodes = new CopyOnWriteArrayList<>();
    private final List<String> authorityLines = new ArrayList<>();
    private final Thread atExit = new Thread(this::stopAll, "ctor-network-stop");
    private ClientCircuits circuits;
    private boolean failed;

    /** A network to be set up; {@code CtorNetwork.builder().relays(3).start()} is the shortest use. */
    public static CtorNetworkBuilder builder() {
        return new CtorNetworkBuilder();
    }

    /** Use {@link CtorNetworkBuilder#start}. */
    CtorNetwork(CtorNetworkBuilder settings) {
        this.settings = settings;
        this.ports = Ports.claim(settings.basePort);
        try {
            this.root = Files.createTempDirectory("ctor-net-");
            this.names = new NameServer();
            Files.write(resolvConf(), names.resolvConf());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void startAll() {
        Runtime.getRuntime().addShutdownHook(atExit);
        try {
            TorPrograms programs = TorPrograms.locate();
            List<CtorNode> authorities = authorities(programs);
            authorities.forEach(CtorNode::start);
            for (int i = 0; i < settings.relays; i++) {
                startRelay("relay" + i);
            }
            settings.others.forEach(start -> start.accept(this));
            if (settings.client) {
                startClient(programs);
                awaitBootstrap();
            }
        } catch (IOException e) {
            throw failure(new UncheckedIOException(e));
        } catch (RuntimeException e) {
            throw failure(e);
        }
    }

    private RuntimeException failure(RuntimeException e) {
        markFailed();
        close();
        return e;
    }

    /** All keys first: each torrc names every authority. */
    private List<CtorNode> authorities(TorPrograms programs) throws IOException {
        List<CtorNode> made = new ArrayList<>();
        List<Integer> dirPorts = new ArrayList<>();
        for (int i = 0; i < settings.authorities; i++) {
            CtorNode node = authority(programs, "auth" + i);
            int dirPort = ports.next();
            authorityLines.add(new AuthorityKeys(programs, node.directory(), settings.address)
                    .make(node.nickname(), node.orPort(), dirPort));
            made.add(node);
            dirPorts.add(dirPort);
        }
        for (CtorNode node : made) {
            int dirPort = dirPorts.get(made.indexOf(node));
            NodeSpec other = settings.otherAuthorities.get(node.nickname());
            Torrc torrc = other == null ? torrc(node).ctor(node.controlPort()) : torrc(node);
            torrc.relay(node.orPort()).authority(dirPort, settings.interval).addAll(settings.relayOptions);
            write(node, torrc.addAll(settings.authorityOptions), other == null ? List.of() : other.options());
        }
        return made;
    }

    private CtorNode authority(TorPrograms programs, String name) throws IOException {
        NodeSpec other = settings.otherAuthorities.get(name);
        return other == null
                ? ctorNode(programs, name, ports.next(), 0)
                : add(new CtorNode(folder(name), other.command(), other.variables(), ports.next(), 0, 0));
    }

    /** Starts one more C tor relay and exit; extra torrc lines come last. */
    public CtorNode startRelay(String nickname, String... options) {
        try {
            CtorNode node = ctorNode(TorPrograms.locate(), nickname, ports.next(), 0);
            List<String> more = new ArrayList<>(settings.relayOptions);
            more.addAll(List.of(options));
            write(node, torrc(node).ctor(node.controlPort()).relay(node.orPort()), more);
            node.start();
            return node;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void startClient(TorPrograms programs) throws IOException {
        CtorNode node = ctorNode(programs, "client0", 0, ports.next());
        write(node, torrc(node).ctor(node.controlPort()).client(node.socksPort()), settings.clientOptions);
        node.start();
    }

    private CtorNode ctorNode(TorPrograms programs, String name, int orPort, int socksPort) throws IOException {
        List<String> command = List.of(programs.tor().toString(), "--quiet");
        return add(new CtorNode(folder(name), command, Map.of(), orPort, ports.next(), socksPort));
    }

    /** Starts a relay of another make: {@code command… -f TORRC}; returns at once, see {@link #awaitFlags}. */
    public CtorNode start(String nickname, String... command) {
        return start(NodeSpec.of(nickname, command));
    }

    /** Starts a relay of another make; returns at once, see {@link #awaitFlags}. */
    public CtorNode start(NodeSpec spec) {
        CtorNode node = prepare(spec);
        node.start();
        return node;
    }

    /** Writes torrc and folder of a relay of another make; {@link CtorNode#start} starts it. */
    public CtorNode prepare(NodeSpec spec) {
        try {
            CtorNode node =
                    add(new CtorNode(folder(spec.nickname()), spec.command(), spec.variables(), ports.next(), 0, 0));
            write(node, torrc(node, spec.addressOr(settings.address)).relay(node.orPort()), spec.options());
            return node;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CtorNode add(CtorNode node) {
        nodes.add(node);
        return node;
    }

    private Path folder(String name) throws IOException {
        return Files.createDirectory(
                root.resolve(name), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    private Torrc torrc(CtorNode node) {
        return torrc(node, settings.address);
    }

    private Torrc torrc(CtorNode node, String address) {
        return Torrc.common(node.nickname(), address, node.directory(), authorityLines)
                .add("ServerDNSResolvConfFile " + resolvConf());
    }

    private Path resolvConf() {
        return root.resolve("resolv.conf");
    }

    private static void write(CtorNode node, Torrc torrc, List<String> more) throws IOException {
        Files.writeString(node.torrc(), torrc.addAll(more).toString());
    }

    private void awaitBootstrap() {
        Progress progress = new Progress(settings.progress, PROGRESS_SECONDS);
        CtorNode client = client();
        Deadline.in(settings.limit)
                .await(
                        () -> {
                            nodes.forEach(CtorNetwork::requireAlive);
                            int percent = client.bootstrapped();
                            progress.say("client bootstrapped " + percent + "%");
                            return percent == 100;
                        },
                        200,
                        () -> "client not bootstrapped:\n" + client.tail(TAIL_LINES));
        settings.progress.accept("network is up: " + nodes.size() + " nodes in " + root);
    }

    /**
     * Waits until the client's consensus lists the relay with all {@code flags}, it has the microdescriptor, and every C
     * tor relay knows it too: as exits they refuse streams from relays they do not know (RefuseUnknownExits).
     */
    public void awaitFlags(String nickname, Duration limit, String... flags) {
        Progress progress = new Progress(settings.progress, PROGRESS_SECONDS);
        Deadline deadline = Deadline.in(limit);
        try (ControlClient control = client().control()) {
            ConsensusView view = new ConsensusView(control);
            String[] seen = {"not asked yet"};
            deadline.await(
                    () -> {
                        nodes.stream()
                                .filter(n -> n.nickname().equals(nickname))
                                .forEach(CtorNetwork::requireAlive);
                        boolean known = view.hasMicrodescriptor(nickname);
                        Set<String> has = view.flags(nickname);
                        seen[0] = state(has, known);
                        progress.say(nickname + ": " + seen[0]);
                        return known && has.containsAll(List.of(flags));
                    },
                    300,
                    () -> nickname + " has not " + List.of(flags) + ": " + seen[0] + "\n" + tail(nickname));
            for (CtorNode node : nodes) {
                if (node.orPort() != 0 && node.controlPort() != 0 && node.isAlive()) {
                    awaitKnown(node, nickname, deadline, progress);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String state(Set<String> flags, boolean microdescriptor) {
        if (flags.isEmpty()) {
            return "not in the consensus";
        }
        return "flags " + new TreeSet<>(flags) + (microdescriptor ? "" : ", no microdescriptor yet");
    }

    private static void awaitKnown(CtorNode node, String nickname, Deadline deadline, Progress progress)
            throws IOException {
        try (ControlClient control = node.control()) {
            ConsensusView view = new ConsensusView(control);
            deadline.await(
                    () -> {
                        boolean known = view.fingerprint(nickname) != null;
                        if (!known) {
                            progress.say(nickname + ": not known to " + node.nickname() + " yet");
                        }
                        return known;
                    },
                    300,
                    () -> node.nickname() + " does not know " + nickname);
        }
    }

    private String tail(String nickname) {
        return nodes.stream()
                .filter(n -> n.nickname().equals(nickname))
                .findFirst()
                .map(n -> n.tail(TAIL_LINES))
                .orElse("");
    }

    private static void requireAlive(CtorNode node) {
        if (!node.isAlive()) {
            throw new IllegalStateException(node.nickname() + " ended:\n" + node.tail(TAIL_LINES));
        }
    }

    /** Circuits and attached streams of the client; opened at the first call, then the client leaves streams to it. */
    public synchronized ClientCircuits circuits() {
        try {
            if (circuits == null) {
                circuits = ClientCircuits.open(client());
            }
            return circuits;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Traffic along exactly these relays, by nickname, the first nearest to the client. */
    public PathTraffic traffic(String... path) {
        return new PathTraffic(circuits(), client().socksPort(), List.of(path));
    }

    /** The node of that nickname. */
    public CtorNode node(String nickname) {
        return nodes.stream()
                .filter(n -> n.nickname().equals(nickname))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no node " + nickname + " in this network"));
    }

    /** The C tor client. */
    public CtorNode client() {
        return node("client0");
    }

    /** All nodes in the order they were made. */
    public List<CtorNode> nodes() {
        return List.copyOf(nodes);
    }

    /** What a torrc needs to join: TestingTorNetwork, the network's name server and the DirAuthority lines. */
    public List<String> joinLines() {
        List<String> lines = new ArrayList<>(List.of("TestingTorNetwork 1", "ServerDNSResolvConfFile " + resolvConf()));
        lines.addAll(authorityLines);
        return lines;
    }

    /** A free loopback port of this network's block. */
    public int freePort() {
        return ports.next();
    }

    /** The name server that the nodes ask. */
    public NameServer names() {
        return names;
    }

    /** The temporary folder. */
    public Path root() {
        return root;
    }

    /** Says that the run failed: {@code tropea.keep=true} then keeps the folder. */
    public void markFailed() {
        failed = true;
    }

    private void stopAll() {
        nodes.forEach(CtorNode::terminate);
        nodes.forEach(CtorNode::awaitEnd);
    }

    @Override
    public void close() {
        try {
            if (circuits != null) {
                circuits.close();
            }
            stopAll();
            ports.close();
            names.close();
            removeHook();
            if (failed && Boolean.getBoolean("tropea.keep")) {
                settings.progress.accept("kept " + root);
            } else {
                delete(root);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void removeHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException exiting) {
            settings.progress.accept("stopped while the JVM exits");
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}
