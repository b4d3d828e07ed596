package org.tropea.authority.consensus;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.tropea.netdoc.status.Vote;
import org.tropea.netdoc.status.VoteEntry;
import org.tropea.netdoc.value.Octets;

/**
 * To which relay a nickname belongs, when authorities vote on {@code Named} and {@code Unnamed}. None has for years,
 * but the computation still has the rule, so one that did would make us disagree without it. Immutable.
 */
final class NamedRelays {
    /** The flag of the relay whose nickname it is. */
    static final String NAMED = "Named";
    /** The flag of any other relay with that nickname. */
    static final String UNNAMED = "Unnamed";

    /** The owner by nickname in lower case; empty when it is nobody's or in dispute. */
    private final Map<String, Optional<Octets>> owners = new HashMap<>();

    NamedRelays(List<Vote> votes) {
        for (Vote vote : votes) {
            vote.facts().entries().stream().filter(e -> e.status().has(NAMED)).forEach(this::name);
        }
        for (Vote vote : votes) {
            vote.facts().entries().stream().filter(e -> e.status().has(UNNAMED)).forEach(this::unname);
        }
    }

    private void name(VoteEntry entry) {
        Optional<Octets> claimed = Optional.of(entry.status().identity());
        owners.merge(key(entry.status().nickname()), claimed, (a, b) -> a.equals(b) ? a : Optional.empty());
    }

    private void unname(VoteEntry entry) {
        Optional<Octets> claimed = Optional.of(entry.status().identity());
        String key = key(entry.status().nickname());
        Optional<Octets> owner = owners.get(key);
        if (owner == null || owner.equals(claimed)) {
            owners.put(key, Optional.empty());
        }
    }

    private static String key(String nickname) {
        return nickname.toLowerCase(Locale.ROOT);
    }

    /** {@link #NAMED}, {@link #UNNAMED} or null for this relay with this nickname. */
    String flagOf(String nickname, Octets identity) {
        Optional<Octets> owner = owners.get(key(nickname));
        if (owner == null) {
            return null;
        }
        return owner.equals(Optional.of(identity)) ? NAMED : UNNAMED;
    }
}
