package org.tropea.itests.ctor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What a {@link CtorNetwork} shall be made of; defaults are two authorities, two relays and free ports. */
public final class CtorNetworkBuilder {

    int authorities = 2;
    int relays = 2;
    int basePort;
    boolean client = true;
    String address = "127.0.0.1";
    Duration interval = Duration.ofSeconds(10);
    Duration limit = Duration.ofSeconds(150);
    Consumer<String> progress = line -> System.err.println("[ctor-net] " + line);
    final List<String> relayOptions = new ArrayList<>();
    final List<String> authorityOptions = new ArrayList<>();
    final List<String> clientOptions = new ArrayList<>();
    final Map<String, NodeSpec> otherAuthorities = new HashMap<>();
    final List<Consumer<CtorNetwork>> others = new ArrayList<>();

    CtorNetworkBuilder() {}

    /** How many directory authorities; they are relays too. */
    public CtorNetworkBuilder authorities(int count) {
        authorities = count;
        return this;
    }

    /** The authority of this nickname, {@code auth0…}, is of another make; its keys are made by C tor's programs. */
    public CtorNetworkBuilder authority(NodeSpec spec) {
        otherAuthorities.put(spec.nickname(), spec);
        return this;
    }

    /** How many C tor relays {@code relay0…}. */
    public CtorNetworkBuilder relays(int count) {
        relays = count;
        return this;
    }

    /** No client: then nobody waits for a consensus, and whoever needs to know a relay asks it. */
    public CtorNetworkBuilder withoutClient() {
        client = false;
        return this;
    }

    /** A further C tor relay, started with the rest (so that the first consensus may list it), with own torrc lines. */
    public CtorNetworkBuilder relay(String nickname, String... options) {
        others.add(network -> network.startRelay(nickname, options));
        return this;
    }

    /** A relay of another make, started with the rest. */
    public CtorNetworkBuilder node(NodeSpec spec) {
        others.add(network -> network.start(spec));
        return this;
    }

    /** Whatever else shall be started with the rest, by the network's start methods. */
    public CtorNetworkBuilder with(Consumer<CtorNetwork> start) {
        others.add(start);
        return this;
    }

    /** First of 64 ports to use; 0, the default, finds a free block. */
    public CtorNetworkBuilder basePort(int port) {
        basePort = port;
        return this;
    }

    /**
     * The address that nodes listen on and connect from; 127.0.0.1 unless told otherwise, and no other one outside a
     * network namespace of the test's own. Control and SOCKS ports, the name server and the source stay on 127.0.0.1.
     */
    public CtorNetworkBuilder address(String value) {
        address = value;
        return this;
    }

    /** Time between two consensuses, at least 10 s, which is the default: starting is mostly waiting for the second one. */
    public CtorNetworkBuilder votingInterval(Duration value) {
        interval = value;
        return this;
    }

    /** How long the client may take to bootstrap. */
    public CtorNetworkBuilder bootstrapLimit(Duration value) {
        limit = value;
        return this;
    }

    /** One more torrc line for every C tor authority and relay. */
    public CtorNetworkBuilder relayOption(String line) {
        relayOptions.add(line);
        return this;
    }

    /** One more torrc line for every authority. */
    public CtorNetworkBuilder authorityOption(String line) {
        authorityOptions.add(line);
        return this;
    }

    /** One more torrc line for the client. */
    public CtorNetworkBuilder clientOption(String line) {
        clientOptions.add(line);
        return this;
    }

    /** Where progress lines go; stderr unless told otherwise. */
    public CtorNetworkBuilder progress(Consumer<String> to) {
        progress = to;
        return this;
    }

    /** Starts everything and returns when the client, if any, has bootstrapped; on failure nothing is left running. */
    public CtorNetwork start() {
        CtorNetwork network = new CtorNetwork(this);
        network.startAll();
        return network;
    }
}
