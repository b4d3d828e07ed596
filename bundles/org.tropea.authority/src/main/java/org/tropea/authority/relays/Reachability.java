package org.tropea.authority.relays;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tropea.flow.channel.ChannelTarget;
import org.tropea.flow.channel.PeerIdentity;
import org.tropea.flow.fault.CloseCause;
import org.tropea.netdoc.descriptor.DescriptorFacts;
import org.tropea.netdoc.value.Octets;

/**
 * Finds out which relays can be reached: one part of them every ten seconds, new ones at once, those from disk soon after
 * the start. Reached is who proves to be the one expected on a channel that we opened to an address of its descriptor; a
 * channel that the relay opened shows nothing about that address and is only noted. On the conductor.
 */
final class Reachability {
    private static final Logger LOG = LoggerFactory.getLogger(Reachability.class);
    private static final long REACHED_LASTS = 45 * 60;
    private static final long HIBERNATION_SKEW = 3600;
    /** As many waiting tests begin in a second. */
    private static final int MOST_AT_ONCE = 16;

    private final RelayBook book;
    private final Histories histories;
    private final Octets self;
    private final Consumer<ChannelTarget> prober;
    private final LongSupplier penalty;
    private final long started;
    private final Set<KnownRelay> waiting = new LinkedHashSet<>();
    private ReachRules rules;
    private long nextPart;
    private int part;

    /**
     * Tests the relays of {@code book} from {@code started} on.
     *
     * @param self our own identity, which needs no test
     * @param prober opens channels; what comes of it is told by {@link #opened} and {@link #failed}
     * @param penalty what another address costs a relay, in seconds
     */
    Reachability(
            RelayBook book,
            Histories histories,
            Octets self,
            ReachRules rules,
            Consumer<ChannelTarget> prober,
            LongSupplier penalty,
            long started) {
        this.book = book;
        this.histories = histories;
        this.self = self;
        this.rules = rules;
        this.prober = prober;
        this.penalty = penalty;
        this.started = started;
    }

    void rules(ReachRules now) {
        rules = now;
    }

    // ---- testing --------------------------------------------------------------------------------------------------

    /** {@code relay} is to be tested soon. */
    void soon(KnownRelay relay) {
        if (rules.tests()) {
            waiting.add(relay);
        }
    }

    /** Tests whose turn it is. */
    void everySecond(long now) {
        Iterator<KnownRelay> first = waiting.iterator();
        for (int i = 0; i < MOST_AT_ONCE && first.hasNext(); i++) {
            KnownRelay relay = first.next();
            first.remove(); // before its test: if that fails, others have their turn
            test(relay, now);
        }
        if (now >= nextPart) {
            nextPart = now + ReachRules.PART_SECONDS;
            part = (part + 1) % rules.parts();
            for (KnownRelay relay : book.relays()) {
                if ((relay.identity().bytes()[0] & 0xFF) % rules.parts() == part) {
                    soon(relay);
                }
            }
        }
    }

    private void test(KnownRelay relay, long now) {
        if (relay.identity().equals(self)) {
            return;
        }
        DescriptorFacts facts = relay.descriptor().facts();
        relay.tested = now;
        PeerIdentity wanted = wanted(relay);
        probe(wanted, facts.address(), facts.orPort());
        InetSocketAddress six = ipv6(facts);
        if (rules.ipv6() && six != null) {
            probe(wanted, six.getAddress(), six.getPort());
        }
    }

    private void probe(PeerIdentity wanted, InetAddress address, int port) {
        LOG.debug("Testing whether {} is reached at {}:{}", wanted, address.getHostAddress(), port);
        prober.accept(new ChannelTarget(wanted, List.of(new InetSocketAddress(address, port))));
    }

    /** Whom to expect: by Ed25519 too where the relay can prove that. */
    private PeerIdentity wanted(KnownRelay relay) {
        return new PeerIdentity(
                relay.identity().bytes(),
                rules.ed25519() && provesEd25519(relay)
                        ? relay.descriptor().ed25519Identity().bytes()
                        : null);
    }

    private static boolean provesEd25519(KnownRelay relay) {
        return relay.descriptor().facts().protocols().supports("LinkAuth", 3);
    }

    private static InetSocketAddress ipv6(DescriptorFacts facts) {
        return facts.orAddresses().stream()
                .filter(one -> one.getAddress().getAddress().length == 16)
                .findFirst()
                .orElse(null);
    }

    // ---- what came of it ------------------------------------------------------------------------------------------

    /** A channel opened at {@code now}; see {@link org.tropea.flow.channel.Probes.Listener#opened}. */
    void opened(PeerIdentity peer, InetSocketAddress remote, boolean initiator, long now) {
        KnownRelay relay = book.relay(Octets.of(peer.rsa()));
        if (relay == null) {
            return;
        }
        if (!initiator) {
            relay.came = now;
            return;
        }
        if (!peer.matches(wanted(relay))) {
            relay.failure = "another Ed25519 identity than its descriptor's";
            return;
        }
        DescriptorFacts facts = relay.descriptor().facts();
        if (remote.equals(new InetSocketAddress(facts.address(), facts.orPort()))) {
            relay.reached = now;
            relay.failure = "";
            histories.reached(relay.identity(), remote, now, penalty.getAsLong());
        } else if (remote.equals(ipv6(facts))) {
            relay.reachedIpv6 = now;
        }
    }

    /** A channel that we wanted never opened. */
    void failed(ChannelTarget target, CloseCause cause) {
        KnownRelay relay = book.relay(Octets.of(target.identity().rsa()));
        if (relay != null) {
            InetSocketAddress address = target.addresses().get(0);
            relay.failure = address.getAddress().getHostAddress() + ":" + address.getPort() + ": " + cause;
        }
    }

    // ---- who runs -------------------------------------------------------------------------------------------------

    /** Whether we have looked for long enough to say that somebody is down. */
    boolean isSure(long now) {
        return started + rules.learnSeconds() < now;
    }

    /** Looks whether {@code relay} runs, and notes it; one that does not counts as down in its history. */
    boolean look(KnownRelay relay, long now) {
        relay.running = isRunning(relay, now);
        if (!relay.running && isSure(now)) {
            long tested = relay.reached + rules.cycleSeconds();
            histories.down(relay.identity(), relay.reached > 0 && tested < now ? tested : now, now);
        }
        return relay.running;
    }

    /** Whether it may be told to others by its IPv6 address: it was reached there lately, or is ourselves. */
    boolean isReachedByIpv6(KnownRelay relay, long now) {
        return relay.identity().equals(self) || now < relay.reachedIpv6 + REACHED_LASTS;
    }

    private boolean isRunning(KnownRelay relay, long now) {
        return why(relay, now) == null;
    }

    /** Why {@code relay} does not run; null when it does. */
    String why(KnownRelay relay, long now) {
        DescriptorFacts facts = relay.descriptor().facts();
        if (relay.identity().equals(self)) {
            return null;
        }
        if (facts.hibernating() && facts.published() + HIBERNATION_SKEW > relay.reached) {
            return "it says that it hibernates";
        }
        if (!rules.tests()) {
            return null;
        }
        if (now >= relay.reached + REACHED_LASTS) {
            return missed(relay, "IPv4");
        }
        boolean sixCounts = rules.ipv6() && ipv6(facts) != null;
        return sixCounts && !isReachedByIpv6(relay, now) ? missed(relay, "IPv6") : null;
    }

    private static String missed(KnownRelay relay, String family) {
        String last = !relay.failure.isEmpty() ? relay.failure : relay.tested == 0 ? "not tested yet" : "no answer yet";
        return "not reached by " + family + " for 45 minutes; " + last;
    }
}
