package org.tropea.authority.consensus;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.tropea.authority.consensus.Collation.Candidate;
import org.tropea.netdoc.status.Flags;
import org.tropea.netdoc.status.VoteEntry;
import org.tropea.netdoc.value.Octets;

/** Which flags a relay gets (dir-spec 3.8, "The flags"). Immutable. */
final class FlagElection {
    private static final List<String> NOT_IN_THE_MIDDLE = List.of(Flags.EXIT, Flags.GUARD, Flags.HS_DIR, Flags.V2_DIR);

    private final KnownFlags known;
    private final NamedRelays names;
    private final int authorities;

    FlagElection(KnownFlags known, NamedRelays names, int authorities) {
        this.known = known;
        this.names = names;
        this.authorities = authorities;
    }

    /** The flags of this candidate, sorted. */
    Flags elect(Candidate candidate, String nickname, Octets identity) {
        Map<String, Integer> given = count(candidate);
        String named = names.flagOf(nickname, identity);
        TreeSet<String> chosen = new TreeSet<>(ByteOrder.TEXTS);
        for (String flag : known.names()) {
            boolean gets = switch (flag) {
                case NamedRelays.NAMED, NamedRelays.UNNAMED -> flag.equals(named);
                case Flags.NO_ED_CONSENSUS -> candidate.ed25519Votes() <= authorities / 2;
                default -> known.isMajority(flag, given.getOrDefault(flag, 0));
            };
            if (gets) {
                chosen.add(flag);
            }
        }
        if (chosen.contains(Flags.MIDDLE_ONLY)) {
            keepInTheMiddle(chosen);
        }
        return Flags.of(List.copyOf(chosen));
    }

    private static Map<String, Integer> count(Candidate candidate) {
        Map<String, Integer> given = new HashMap<>();
        for (VoteEntry entry : candidate.entries()) {
            if (entry != null) {
                for (String flag : new TreeSet<>(entry.status().flags().names())) {
                    given.merge(flag, 1, Integer::sum);
                }
            }
        }
        return given;
    }

    private void keepInTheMiddle(TreeSet<String> chosen) {
        NOT_IN_THE_MIDDLE.forEach(chosen::remove);
        if (known.contains(Flags.BAD_EXIT)) {
            chosen.add(Flags.BAD_EXIT);
        }
    }
}
