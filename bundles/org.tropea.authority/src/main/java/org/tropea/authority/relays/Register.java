package org.tropea.authority.relays;

import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tropea.authority.flags.Observed;
import org.tropea.authority.store.DataFiles;
import org.tropea.flow.scope.RouterScope;
import org.tropea.net.directory.DirAnswer;
import org.tropea.net.directory.DirExchange;
import org.tropea.net.directory.DirQuery;
import org.tropea.net.option.DirAuthorityLine;
import org.tropea.netdoc.descriptor.ServerDescriptor;
import org.tropea.netdoc.frame.DocumentFault;
import org.tropea.netdoc.status.Vote;
import org.tropea.netdoc.value.Octets;

/**
 * The relays that one authority knows. What is posted to {@code /tor/} comes to {@link #accept}; when the authority
 * votes it asks {@link #observe}. On the authority's conductor unless said otherwise.
 */
public final class Register implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Register.class);
    /** What C tor takes at most in one upload. */
    private static final int DOCUMENT_MAX = 50_000;

    private final RouterScope router;
    private final Clock clock;
    private final Map<Octets, ServerDescriptor> newest = new HashMap<>();

    /**
     * The relays that the authority {@code router} knows.
     *
     * @param files its DataDirectory
     * @param conductor on which everything here runs; timers may be set on it
     */
    public Register(RouterScope router, DataFiles files, Clock clock, ScheduledExecutorService conductor) {
        this.router = router;
        this.clock = clock;
    }

    /** Begins: what is on disk first. */
    public void start() {
        LOG.debug("Router {} registers relays", router.name());
    }

    /** Takes what a relay posted to {@code /tor/}; answers with C tor's status and words. */
    public DirAnswer accept(byte[] posted, SocketAddress from) {
        try {
            for (ServerDescriptor one :
                    ServerDescriptor.parseAll(posted, DOCUMENT_MAX).documents()) {
                newest.put(one.rsaIdentity(), one);
                router.part(DirExchange.class)
                        .hand(DirExchange.Kind.DESCRIPTORS, one.text().getBytes(StandardCharsets.UTF_8));
            }
            return DirAnswer.of(200, "Descriptor accepted");
        } catch (DocumentFault fault) {
            LOG.info("Refusing a descriptor from {}: {}", from, fault.getMessage());
            return DirAnswer.of(400, "Malformed descriptor");
        }
    }

    /** The page of {@code query}, a GET, when it is one of the register's own; else null. Any thread. */
    public DirAnswer page(DirQuery query) {
        return null;
    }

    /** What to say of all relays in the vote that is made at {@code now}, seconds since 1970. */
    public Observations observe(long now) {
        List<Observed> all = new ArrayList<>();
        for (ServerDescriptor one : newest.values()) {
            all.add(new Observed(
                    one, isAuthority(one), true, true, false, false, false, -1, new Observed.History(0, 0, 1, 0)));
        }
        return new Observations(all, false, true);
    }

    private boolean isAuthority(ServerDescriptor one) {
        return router.options().authorities().stream()
                .map(DirAuthorityLine::fingerprint)
                .anyMatch(fingerprint -> fingerprint.equals(one.rsaIdentity().hex()));
    }

    /** Another authority voted: relays that it knows and we do not may be fetched from it. */
    public void voted(Vote vote) {
        LOG.debug("{} lists {} relays", vote, vote.facts().entries().size());
    }

    /** How many relays are known. */
    public int size() {
        return newest.size();
    }

    /** The router's options changed. */
    public void reloaded() {
        LOG.debug("Router {} has new options at {}", router.name(), clock.instant());
    }

    /** Ends: what is only in memory goes to disk. */
    @Override
    public void close() {
        newest.clear();
    }
}
