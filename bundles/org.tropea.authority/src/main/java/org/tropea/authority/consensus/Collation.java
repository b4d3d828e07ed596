package org.tropea.authority.consensus;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tropea.netdoc.status.Vote;
import org.tropea.netdoc.status.VoteEntry;
import org.tropea.netdoc.value.Octets;

/**
 * Which entries of which votes are about one relay (dir-spec 3.8.0.1): first by both identities where most authorities
 * agree on the pair, then by the RSA identity alone. Belongs to one thread.
 */
final class Collation {
    /** Both identities of a relay; the second is null where votes say that there is none. */
    private record Pair(Octets rsa, Octets ed25519) {}

    private final int voters;
    private final int authorities;
    private final Map<Octets, VoteEntry[]> byRsa = new HashMap<>();
    private final Map<Pair, VoteEntry[]> byBoth = new HashMap<>();

    private Collation(int voters, int authorities) {
        this.voters = voters;
        this.authorities = authorities;
    }

    /** The relays that more than half of the authorities list, sorted by identity. */
    static List<Candidate> of(List<Vote> votes, int authorities) {
        Collation collation = new Collation(votes.size(), authorities);
        for (int voter = 0; voter < votes.size(); voter++) {
            for (VoteEntry entry : votes.get(voter).facts().entries()) {
                collation.add(voter, entry);
            }
        }
        return collation.collate();
    }

    private void add(int voter, VoteEntry entry) {
        byRsa.computeIfAbsent(entry.status().identity(), i -> new VoteEntry[voters])[voter] = entry;
        if (entry.listsEd25519()) {
            Pair pair = new Pair(entry.status().identity(), entry.ed25519Identity());
            byBoth.computeIfAbsent(pair, p -> new VoteEntry[voters])[voter] = entry;
        }
    }

    private List<Candidate> collate() {
        Map<Octets, Candidate> found = new TreeMap<>();
        byBoth.forEach((pair, entries) -> {
            if (count(entries) > authorities / 2) {
                found.put(pair.rsa, agreed(entries, byRsa.get(pair.rsa)));
            }
        });
        byRsa.forEach((rsa, entries) -> {
            if (!found.containsKey(rsa) && count(entries) > authorities / 2) {
                found.put(rsa, new Candidate(entries, 0));
            }
        });
        return List.copyOf(found.values());
    }

    /** Those that name the pair, and with them those that say nothing of Ed25519. */
    private static Candidate agreed(VoteEntry[] pair, VoteEntry[] sameRsa) {
        VoteEntry[] entries = pair.clone();
        for (int voter = 0; voter < entries.length; voter++) {
            if (entries[voter] == null && sameRsa[voter] != null && !sameRsa[voter].listsEd25519()) {
                entries[voter] = sameRsa[voter];
            }
        }
        return new Candidate(entries, count(pair));
    }

    private static int count(VoteEntry... entries) {
        int count = 0;
        for (VoteEntry entry : entries) {
            count += entry == null ? 0 : 1;
        }
        return count;
    }

    /**
     * A relay and what each voter says of it.
     *
     * @param entries by the voter's index; null for one who does not list it
     * @param ed25519Votes how many name the Ed25519 identity that most agree on; 0 when most agree on none
     */
    record Candidate(VoteEntry[] entries, int ed25519Votes) {}
}
