package org.tropea.itests.bench.all;

import java.io.Closeable;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.tropea.itests.ctor.CtorNetwork;
import org.tropea.itests.ctor.CtorNetworkBuilder;
import org.tropea.itests.ctor.CtorNode;
import org.tropea.itests.ctor.Deadline;
import org.tropea.itests.ctor.NodeSpec;

/**
 * The private network with C tor's relays {@code relay0}, {@code relay1} and {@code c}, and Tropea's relays that parts
 * asked for; and, if asked for, a second one of C tor alone with fixed windows ({@code cc_alg=0}), since that is the
 * same for a whole network. Both run all the time; traffic goes through one at a time.
 */
final class Bed implements Closeable {
    /** The C tor relay that is measured. */
    static final String CTOR = "c";

    private static final Duration KNOWN = Duration.ofSeconds(180);

    private final List<Subject> subjects;
    private final List<String> ctorTorrc;
    private final Map<String, NodeSpec> wanted = new LinkedHashMap<>();
    private final Map<Subject, Integer> clients = new LinkedHashMap<>();
    private boolean wantsMain;
    private boolean wantsFixed;
    private CtorNetwork main;
    private CtorNetwork fixed;

    /** {@code ctorTorrc} are lines for all of C tor's relays. */
    Bed(List<Subject> subjects, List<String> ctorTorrc) {
        this.subjects = subjects;
        this.ctorTorrc = ctorTorrc;
    }

    List<Subject> subjects() {
        return subjects;
    }

    /** The main network, with this relay. */
    void want(NodeSpec relay) {
        wantsMain = true;
        wanted.putIfAbsent(relay.nickname(), relay);
    }

    /** The network with fixed windows. */
    void wantFixed() {
        wantsFixed = true;
    }

    /** The main network, with this subject's client; it is started when the relays are known. */
    void wantClient(Subject subject) {
        wantsMain = true;
        clients.put(subject, 0);
    }

    /** Where that client takes SOCKS requests; it has bootstrapped. */
    int socksPort(Subject subject) {
        return clients.get(subject);
    }

    /** Starts what is wanted; returns when all relays can be used. */
    void start() {
        CompletableFuture<Void> other = CompletableFuture.runAsync(this::startFixed);
        try {
            if (wantsMain) {
                CtorNetworkBuilder builder = builder();
                wanted.values().forEach(builder::node);
                main = builder.start();
            }
        } finally {
            other.join();
        }
        awaitRelays();
        clients.replaceAll((subject, none) -> startClient(subject));
    }

    private int startClient(Subject subject) {
        int port = main.freePort();
        CtorNode client = main.start(subject.clientNode(port));
        Deadline.in(KNOWN)
                .await(
                        () -> client.bootstrapped() == 100,
                        200,
                        () -> client.nickname() + " not bootstrapped\n" + client.tail(20));
        return port;
    }

    private void startFixed() {
        if (wantsFixed) {
            fixed = builder().authorityOption("ConsensusParams cc_alg=0").start();
        }
    }

    private CtorNetworkBuilder builder() {
        CtorNetworkBuilder builder = CtorNetwork.builder()
                .relays(2)
                .votingInterval(Duration.ofSeconds(20))
                .relay(CTOR);
        ctorTorrc.forEach(builder::relayOption);
        return builder;
    }

    private void awaitRelays() {
        if (fixed != null) {
            await(fixed, CTOR);
        }
        if (main != null) {
            await(main, CTOR);
            wanted.keySet().forEach(each -> await(main, each));
        }
    }

    private static void await(CtorNetwork net, String nickname) {
        net.awaitFlags(nickname, KNOWN, "Running", "Valid", "Fast", "Exit");
    }

    /** The network with the relays under test. */
    CtorNetwork main() {
        return main;
    }

    /** C tor's with fixed windows. */
    CtorNetwork fixed() {
        return fixed;
    }

    @Override
    public void close() {
        try {
            if (main != null) {
                main.close();
            }
        } finally {
            if (fixed != null) {
                fixed.close();
            }
        }
    }
}
