package org.tropea.client;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.tropea.flow.entry.EntryRequest;
import org.tropea.flow.entry.EntrySource;
import org.tropea.flow.entry.EntryStreams;
import org.tropea.net.directory.Bootstrap;
import org.tropea.net.directory.Directory;
import org.tropea.net.directory.NetworkView;
import org.tropea.net.directory.Node;
import org.tropea.net.directory.NodeFlag;
import org.tropea.net.option.Addresses;
import org.tropea.net.option.EntryPort;
import org.tropea.net.option.PortLine;
import org.tropea.net.path.Paths;
import org.tropea.net.policy.PortPolicy;
import org.tropea.testkit.HandCrankedLoop;
import org.tropea.testkit.TestScope;

/** One loop's client with everything around it played by the test. */
final class World {
    final HandCrankedLoop loop = new HandCrankedLoop();
    final FakeCircuits circuits = new FakeCircuits();
    final FakeChooser chooser = new FakeChooser();
    final Directory directory = new Directory();
    final Bootstrap bootstrap = new Bootstrap();
    final TestScope scope;
    final Paths paths = new Paths();
    final LoopClient client;

    /** Options beside those of a test network; circuits are not built ahead unless they say so. */
    World(String... options) {
        List<String> all = new ArrayList<>(List.of("__DisablePredictedCircuits", "1"));
        all.addAll(List.of(options));
        scope = TestScope.of(all.toArray(new String[0]));
        scope.add(Bootstrap.class, bootstrap);
        paths.use(chooser);
        chooser.first = relay(1, "reject 1-65535");
        chooser.middle = relay(2, "reject 1-65535");
        exit(3, "accept 1-65535");
        client = new LoopClient(
                new ClientParts(
                        scope,
                        circuits,
                        paths,
                        directory,
                        new AddressMap(new Random(1), scope.options()),
                        new RefusedExits(),
                        1),
                loop);
        publish();
    }

    static Node relay(int number, String policy) {
        byte[] id = new byte[20];
        id[0] = (byte) number;
        return Node.of(id)
                .nickname("r" + number)
                .ntorKey(new byte[32])
                .flags(List.of(NodeFlag.RUNNING, NodeFlag.VALID, NodeFlag.EXIT))
                .exits(PortPolicy.parse(policy))
                .addresses(List.of(new InetSocketAddress("127.0.0." + number, 9001)))
                .build();
    }

    World exit(int number, String policy) {
        chooser.exits.add(relay(number, policy));
        return this;
    }

    void publish() {
        Instant now = Instant.EPOCH;
        directory.publish(new NetworkView(now, now, now, Map.of(), Map.of(), chooser.exits));
    }

    static EntryPort port(String line) {
        return EntryPort.of("SocksPort", PortLine.parse(line), new ArrayList<>())
                .orGroup(1);
    }

    static EntrySource source(String line, String client, String user) {
        InetAddress address = client == null ? null : Addresses.parse(client);
        return new EntrySource(port(line), address, "socks5", user, user == null ? null : "pass", null);
    }

    EntryStreams.Attempt ask(EntryRequest request, Program program) {
        EntryStreams.Attempt attempt = client.open(request, program);
        loop.crank();
        return attempt;
    }

    Program connect(String host, int port, EntrySource source) {
        Program program = new Program();
        ask(new EntryRequest(EntryRequest.Kind.CONNECT, host, port, source), program);
        return program;
    }

    Program connect(String host, int port) {
        return connect(host, port, source("9050", "127.0.0.1", null));
    }

    Program resolve(EntryRequest.Kind kind, String host) {
        Program program = new Program();
        ask(new EntryRequest(kind, host, 0, source("9050", "127.0.0.1", null)), program);
        return program;
    }

    FakeCircuits.Fake circuit(int number) {
        return circuits.launched.get(number);
    }

    /** The stream that was opened last, anywhere. */
    FakeStream lastStream() {
        FakeStream last = null;
        for (FakeCircuits.Fake circuit : circuits.launched) {
            for (FakeStream stream : circuit.opened) {
                last = stream.over && last != null ? last : stream;
            }
        }
        return last;
    }

    void build() {
        circuits.buildAll();
        loop.crank();
    }

    void pass(long seconds) {
        loop.advance(TimeUnit.SECONDS.toNanos(seconds));
    }
}
