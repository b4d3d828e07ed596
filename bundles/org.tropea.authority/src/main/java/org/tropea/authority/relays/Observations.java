package org.tropea.authority.relays;

import java.util.List;
import org.tropea.authority.flags.Observed;

/**
 * What an authority says of all relays when it votes.
 *
 * @param relays the relays, each once; without measured bandwidth and nobody a sybil yet, which the vote adds
 * @param enoughHistory whether times between failures are known well enough to be compared
 * @param votesOnRunning whether we have run long enough to know who can be reached
 */
public record Observations(List<Observed> relays, boolean enoughHistory, boolean votesOnRunning) {
    /** Keeps the list unmodifiable. */
    public Observations {
        relays = List.copyOf(relays);
    }
}
