package org.tropea.authority.role;

import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tropea.net.directory.DirExchange;
import org.tropea.netdoc.frame.DocumentFault;
import org.tropea.netdoc.status.Consensus;
import org.tropea.netdoc.status.Flavor;

/** The newest consensus that holds or held: what this authority published, or what its directory came by. */
final class LatestConsensus {
    private static final Logger LOG = LoggerFactory.getLogger(LatestConsensus.class);

    private final DirExchange exchange;
    private byte[] seen;
    private Consensus latest;

    LatestConsensus(DirExchange exchange) {
        this.exchange = exchange;
    }

    /** Puts a consensus in force that most authorities signed. */
    void publish(Consensus consensus) {
        boolean ns = consensus.flavor() == Flavor.NS;
        exchange.hand(
                ns ? DirExchange.Kind.NS_CONSENSUS : DirExchange.Kind.MICRODESC_CONSENSUS,
                consensus.text().getBytes(StandardCharsets.UTF_8));
        latest = consensus;
    }

    /** The newest, also when it has expired; null when there was none. */
    Consensus find() {
        byte[] known = exchange.inForce(DirExchange.Kind.MICRODESC_CONSENSUS);
        if (known != seen) {
            seen = known;
            try {
                Consensus other = Consensus.parse(known);
                boolean newer = latest == null
                        || other.schedule().validAfter() > latest.schedule().validAfter();
                latest = newer ? other : latest;
            } catch (DocumentFault bug) {
                LOG.warn("The consensus in force cannot be read: {}", bug.getMessage());
            }
        }
        return latest;
    }

    /** The newest when it holds at {@code now}, else null. */
    Consensus live(long now) {
        Consensus found = find();
        return found != null && found.schedule().isValidAt(now) ? found : null;
    }
}
