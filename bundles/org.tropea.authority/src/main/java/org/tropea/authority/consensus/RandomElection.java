package org.tropea.authority.consensus;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.tropea.authority.consensus.Tally.Count;
import org.tropea.netdoc.status.SharedRandomValue;
import org.tropea.netdoc.status.Vote;
import org.tropea.netdoc.status.VoteFacts;

/** The shared random values in a consensus (srv-spec 4.1.5). Stateless. */
final class RandomElection {
    private RandomElection() {}

    /**
     * The value that most of those who take part name; null unless more than half of all authorities do, and, when the
     * value is fresh, {@code agreements}.
     */
    static SharedRandomValue elect(
            List<Vote> votes, Function<VoteFacts, SharedRandomValue> which, Electorate electorate, int agreements) {
        List<SharedRandomValue> given = new ArrayList<>();
        for (Vote vote : votes) {
            SharedRandomValue value = vote.facts().sharesRandom() ? which.apply(vote.facts()) : null;
            if (value != null) {
                given.add(value);
            }
        }
        Count<SharedRandomValue> best = Tally.mostFrequent(given, Comparator.comparing(SharedRandomValue::value));
        int least = electorate.freshRandom()
                ? Math.max(agreements, electorate.authorities() / 2 + 1)
                : electorate.authorities() / 2 + 1;
        return best == null || best.times() < least ? null : best.value();
    }
}
