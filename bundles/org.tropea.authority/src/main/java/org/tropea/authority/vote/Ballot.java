package org.tropea.authority.vote;

import java.util.List;
import org.tropea.netdoc.status.NetworkProtocols;
import org.tropea.netdoc.status.Schedule;
import org.tropea.netdoc.status.SharedRandomValue;
import org.tropea.netdoc.status.Voter;
import org.tropea.netdoc.value.NetParams;
import org.tropea.netdoc.value.Octets;

/**
 * What one authority's vote puts into the computation of a consensus (dir-spec 3.4.1, 3.8). Whether the vote is signed
 * by whom it names, whoever made this has checked. Lists are unmodifiable; immutable, any thread.
 *
 * @param methods the consensus methods that the authority supports
 * @param schedule when it wants the consensus to hold
 * @param clientVersions the versions that it recommends to clients, commas between them; null: it does not say
 * @param serverVersions likewise for relays
 * @param packages its lines about packages, as they are
 * @param knownFlags the flags that it votes on, sorted
 * @param protocols the subprotocols that it recommends and requires
 * @param params the parameters that it wants, sorted
 * @param takesPartInRandom whether it takes part in making shared random values
 * @param previousRandom the shared random value before the last, or null
 * @param currentRandom the last shared random value, or null
 * @param voter the authority, with its vote's digest
 * @param legacyIdentity its older identity, 20 bytes, or null
 * @param entries the relays, sorted by identity, each once
 */
public record Ballot(
        List<Integer> methods,
        Schedule schedule,
        String clientVersions,
        String serverVersions,
        List<String> packages,
        List<String> knownFlags,
        NetworkProtocols protocols,
        NetParams params,
        boolean takesPartInRandom,
        SharedRandomValue previousRandom,
        SharedRandomValue currentRandom,
        Voter voter,
        Octets legacyIdentity,
        List<BallotEntry> entries) {

    /** Whether it measured any relay. */
    public boolean measures() {
        return entries.stream().anyMatch(BallotEntry::isMeasured);
    }
}
