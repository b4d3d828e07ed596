package org.tropea.authority.voting;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.tropea.netdoc.cert.KeyCertificate;
import org.tropea.netdoc.frame.DocumentFault;
import org.tropea.netdoc.frame.Source;
import org.tropea.netdoc.frame.Splitter;
import org.tropea.netdoc.status.Vote;
import org.tropea.netdoc.value.Octets;

/** The votes of one round, at most one of each authority. Belongs to one thread. */
public final class VoteBox {
    /** What became of a vote: the words and the code with which HTTP answers whoever sent it. */
    public enum Verdict {
        /** It is in. */
        TAKEN(OK, "Vote stored"),
        /** It was in already. */
        KNOWN(OK, "Duplicate discarded"),
        /** It cannot be read, or its signature is bad. */
        MALFORMED(400, "Unable to parse vote"),
        /** Whoever signed it is no authority. */
        STRANGER(400, "Vote not from a recognized v3 authority"),
        /** It is for another round. */
        OTHER_ROUND(400, "Bad valid-after time"),
        /** Others may not have it any more in time, so counting it could split the authorities. */
        TOO_LATE(400, "Posted vote received too late, would be dangerous to count it"),
        /** There is a newer one by the same authority. */
        OUTDATED(400, "Already have a newer pending vote");

        private final int status;
        private final String message;

        Verdict(int status, String message) {
            this.status = status;
            this.message = message;
        }

        /** The HTTP status. */
        public int status() {
            return status;
        }

        /** The HTTP reason. */
        public String message() {
            return message;
        }
    }

    private static final int OK = 200;
    private static final Splitter SPLITTER = new Splitter("vote", "network-status-version");

    private final VoteTimetable timetable;
    private final Set<Octets> authorities;
    private final Map<Octets, Vote> votes = new LinkedHashMap<>();
    private final Consumer<Vote> news;
    private String lastRefusal = "";

    /** A box for the round of this timetable, open to the authorities with these identities. */
    public VoteBox(VoteTimetable timetable, Collection<Octets> authorities) {
        this(timetable, authorities, vote -> {});
    }

    /** As above; {@code news} is told each vote that is taken. */
    public VoteBox(VoteTimetable timetable, Collection<Octets> authorities, Consumer<Vote> news) {
        this.timetable = timetable;
        this.authorities = new TreeSet<>(authorities);
        this.news = news;
    }

    /** Puts votes in that were sent to us, unless they came too late. */
    public Verdict post(byte[] body, long now) {
        return putAll(body, now > timetable.fetchVotes());
    }

    /** Puts votes in that we fetched or made. */
    public Verdict fetched(byte[] body) {
        return putAll(body, false);
    }

    /** The verdict of several is the last refusal; else the best. */
    private Verdict putAll(byte[] body, boolean late) {
        List<Source> parts;
        try {
            parts = SPLITTER.split(Source.of("votes", body, Vote.MOST_BYTES));
        } catch (DocumentFault e) {
            return malformed(e);
        }
        Verdict all = parts.isEmpty() ? Verdict.MALFORMED : Verdict.KNOWN;
        for (Source part : parts) {
            Verdict one = put(part, late);
            if (one.status != OK || one == Verdict.TAKEN && all == Verdict.KNOWN) {
                all = one;
            }
        }
        return all;
    }

    private Verdict malformed(DocumentFault fault) {
        lastRefusal = fault.getMessage();
        return Verdict.MALFORMED;
    }

    private Verdict put(Source source, boolean late) {
        Vote vote;
        try {
            vote = Vote.parse(source);
        } catch (DocumentFault e) {
            return malformed(e);
        }
        Verdict verdict = judge(vote, late);
        if (verdict == Verdict.TAKEN) {
            votes.put(vote.facts().voter().identity(), vote);
            news.accept(vote);
        } else if (verdict != Verdict.KNOWN) {
            lastRefusal = vote + ": " + verdict.message;
        }
        return verdict;
    }

    private Verdict judge(Vote vote, boolean late) {
        if (!authorities.contains(vote.facts().voter().identity())) {
            return Verdict.STRANGER;
        }
        if (vote.facts().schedule().validAfter() != timetable.intervalStarts()) {
            return Verdict.OTHER_ROUND;
        }
        if (late) {
            return Verdict.TOO_LATE;
        }
        Vote earlier = votes.get(vote.facts().voter().identity());
        if (earlier == null) {
            return Verdict.TAKEN;
        }
        if (earlier.digest().equals(vote.digest())) {
            return Verdict.KNOWN;
        }
        return earlier.facts().published() < vote.facts().published() ? Verdict.TAKEN : Verdict.OUTDATED;
    }

    /** Why the last vote that was refused was refused, for the log. */
    public String lastRefusal() {
        return lastRefusal;
    }

    /** All votes, in the order in which their authorities first voted. */
    public List<Vote> votes() {
        return new ArrayList<>(votes.values());
    }

    /** The vote of this authority, or null. */
    public Vote of(Octets identity) {
        return votes.get(identity);
    }

    /** The vote of this digest, or null. */
    public Vote byDigest(Octets digest) {
        return votes.values().stream()
                .filter(v -> v.digest().equals(digest))
                .findFirst()
                .orElse(null);
    }

    /** When this round's steps are due. */
    public VoteTimetable timetable() {
        return timetable;
    }

    /** The authorities whose votes are missing, sorted. */
    public List<Octets> missing() {
        return authorities.stream().filter(a -> !votes.containsKey(a)).toList();
    }

    /** The certificates of those who voted. */
    public List<KeyCertificate> certificates() {
        return votes.values().stream().map(v -> v.facts().certificate()).toList();
    }

    /** Whether more than half of the authorities have voted, without which no consensus is computed. */
    public boolean isEnough() {
        return 2 * votes.size() > authorities.size();
    }
}
