package org.tropea.itests.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.tropea.itests.ctor.CtorNetwork;
import org.tropea.itests.ctor.CtorNetworkExtension;
import org.tropea.itests.ctor.CtorNode;
import org.tropea.itests.ctor.NodeSpec;
import org.tropea.itests.ctor.SocksClient;

/**
 * A network of C tor's authorities and relays whose clients are Tropea's, for all tests that use the ways in: {@code
 * user}, with ports of every kind, {@code choosy}, who takes some relays only, and {@code gateway}, with a TransPort in a
 * network namespace of its own.
 */
final class ClientNetwork {
    static final int TRANS = 9040;
    private static final Pattern CIRCUIT =
            Pattern.compile("\"circuit\":\\s*(\\d+)[^}]*?\"streams\":\\s*(\\d+),\\s*\"path\":\\s*\"([^\"]*)\"");
    private static final String[] IN_A_NAMESPACE = {
        "unshare", "--net", "--", "sh", "-c", "ip link set lo up && exec \"$@\"", "sh", InteropNetwork.program()
    };

    static int socks;
    static int byDestination;
    static int socksIpv6;
    static int tunnel;
    static int natd;
    static int dns;
    static int choosy;
    static NodeShell shell;
    private static Passage passage;

    static final CtorNetworkExtension NET = CtorNetworkExtension.of(network -> network.authorities(3)
                    .relays(3)
                    .relayOption("IPv6Exit 1")
                    .withoutClient()
                    .with(ClientNetwork::user)
                    .with(ClientNetwork::gateway))
            .shared();

    private ClientNetwork() {}

    /** An ORPort is nothing for a client. */
    private static NodeSpec client(NodeSpec spec) {
        return spec.option("/ORPort").option("/SocksPort").option("PathsNeededToBuildCircuits 0.67");
    }

    private static void user(CtorNetwork network) {
        socks = network.freePort();
        byDestination = network.freePort();
        socksIpv6 = network.freePort();
        tunnel = network.freePort();
        natd = network.freePort();
        dns = network.freePort();
        CtorNode node = network.prepare(client(Tropea.relay("user"))
                .option("SocksPort 127.0.0.1:" + socks + " NoPreferIPv6Automap") // torsocks takes IPv4 only
                .option("SocksPort 127.0.0.1:" + byDestination + " IsolateDestPort")
                .option("SocksPort [::1]:" + socksIpv6)
                .option("SocksPort unix:" + unixSocket(network))
                .option("HTTPTunnelPort 127.0.0.1:" + tunnel)
                .option("HTTPTunnelPort [::1]:" + tunnel)
                .option("HTTPTunnelPort unix:" + unixTunnel(network))
                .option("NATDPort 127.0.0.1:" + natd)
                .option("NATDPort [::1]:" + natd)
                .option("NATDPort unix:" + unixNatd(network))
                .option("DNSPort 127.0.0.1:" + dns)
                .option("DNSPort [::1]:" + dns)
                .option("MapAddress mapped.example source.test")
                .option("AutomapHostsOnResolve 1")
                .option("AutomapHostsSuffixes .auto")
                .option("VirtualAddrNetworkIPv4 10.192.0.0/10"));
        shell = new NodeShell(node, network.freePort());
        Kills.logInDetail(node);
        node.start();
        choosy(network, node);
    }

    /** Beside {@code user}, in the same process: a client that takes these relays only, and changes circuits soon. */
    private static void choosy(CtorNetwork network, CtorNode host) {
        choosy = network.freePort();
        Map<String, List<String>> options = Map.of(
                "Nickname", List.of("choosy"),
                "SocksPort", List.of("127.0.0.1:" + choosy),
                "HTTPTunnelPort", List.of("0"),
                "NATDPort", List.of("0"),
                "DNSPort", List.of("0"),
                "EntryNodes", List.of("relay0"),
                "ExitNodes", List.of("relay1"),
                "ExcludeNodes", List.of("auth0,auth1"),
                "StrictNodes", List.of("1"),
                "MaxCircuitDirtiness", List.of("10 seconds"));
        try {
            new RouterFile(network, host, "choosy", options).drop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A circuit of three relays, and how many streams it carries. */
    record Carrying(long circuit, int streams, List<String> path) {}

    /** The circuits of {@code user}, as its shell lists them. */
    static List<Carrying> circuits() throws IOException, InterruptedException {
        return circuits(shell, "--router user");
    }

    /** The circuits of the client that {@code option} picks, where a container has several. */
    static List<Carrying> circuits(NodeShell shell, String option) throws IOException, InterruptedException {
        List<Carrying> all = new ArrayList<>();
        Matcher line = CIRCUIT.matcher(shell.run("client:circuits --json " + option));
        while (line.find()) {
            all.add(new Carrying(
                    Long.parseLong(line.group(1)),
                    Integer.parseInt(line.group(2)),
                    List.of(line.group(3).split("\\W+"))));
        }
        return all;
    }

    /** Where {@code user} has a Unix socket for SOCKS. */
    static Path unixSocket(CtorNetwork network) {
        return network.root().resolve("user-socks");
    }

    /** The same for CONNECT. */
    static Path unixTunnel(CtorNetwork network) {
        return network.root().resolve("user-tunnel");
    }

    /** The same for natd's protocol. */
    static Path unixNatd(CtorNetwork network) {
        return network.root().resolve("user-natd");
    }

    /** Where namespaces are not permitted it does not start; its test says so. */
    private static void gateway(CtorNetwork network) {
        if (mayUnshare("--net")) {
            CtorNode node = network.start(
                    client(NodeSpec.of("gateway", IN_A_NAMESPACE)).option("TransPort 127.0.0.1:" + TRANS));
            List<Integer> doors = network.nodes().stream()
                    .map(CtorNode::orPort)
                    .filter(port -> port != 0)
                    .toList();
            passage = new Passage(node.pid(), doors);
        }
    }

    /** Namespaces need rights that not every machine gives. */
    static boolean mayUnshare(String kind) {
        try {
            Process process = new ProcessBuilder("unshare", kind, "true")
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Returns when a stream of {@code user} reaches {@code port}, where somebody accepts. */
    static void awaitStreams(int port) {
        InteropNetwork.await("a stream", 180, () -> reaches(socks, "first", port, 15_000));
    }

    /** Whether a stream by SOCKS on {@code socksPort} is connected within {@code millis}. */
    static boolean reaches(int socksPort, String user, int port, int millis) {
        try {
            new SocksClient(socksPort, user, millis).connect("127.0.0.1", port).close();
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** The words of a command that runs in the namespace of {@code node}. */
    static String[] inside(CtorNode node, String... command) {
        String[] enter = {"nsenter", "--net", "-t", String.valueOf(node.pid()), "--"};
        return Stream.concat(Stream.of(enter), Stream.of(command)).toArray(String[]::new);
    }
}
