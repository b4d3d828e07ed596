package org.tropea.authority.consensus;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.tropea.authority.consensus.Tally.Count;
import org.tropea.authority.vote.Ballot;
import org.tropea.netdoc.status.SharedRandomValue;

/** The shared random values in a consensus (srv-spec 4.1.5). Stateless. */
final class RandomElection {
    private RandomElection() {}

    /**
     * The value that most of those who take part name; null unless more than half of all authorities do, and, when the
     * value is fresh, {@code agreements}.
     */
    static SharedRandomValue elect(
            List<Ballot> ballots, Function<Ballot, SharedRandomValue> which, Electorate electorate, int agreements) {
        List<SharedRandomValue> given = new ArrayList<>();
        for (Ballot ballot : ballots) {
            SharedRandomValue value = ballot.takesPartInRandom() ? which.apply(ballot) : null;
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
