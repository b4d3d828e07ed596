package org.tropea.authority.voting;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
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
    private static final long LEAST_FETCHED = 2L * Vote.MOST_BYTES;
    private static final int PART_OF_HEAP = 4;
    private static final Splitter SPLITTER = new Splitter("vote", "network-status-version");

    private final Set<Octets> authorities;
    private final Map<Octets, Vote> votes = new LinkedHashMap<>();
    /** The same as they are sent, which never change. */
    private final Map<Octets, byte[]> texts = new HashMap<>();

    private final Consumer<Vote> news;
    private VoteTimetable timetable;
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

    /** The steps of this round are due at other times from now on; when its consensus begins to hold stays. */
    public void moved(VoteTimetable other) {
        timetable = other;
    }

    /** Puts votes in that were sent to us, unless they had not come at {@code came}, when it was too late. */
    public Verdict post(byte[] body, long came) {
        return putAll(body, came > timetable.fetchVotes());
    }

    /** Puts votes in that we fetched. */
    public Verdict fetched(byte[] body) {
        return putAll(body, false);
    }

    /** Puts a vote in that we made, or had taken before a restart. */
    public Verdict saved(Vote vote) {
        return put(vote, false);
    }

    /** Bytes that as many votes as {@code count} may have. */
    public static int mostBytes(int count) {
        return (int) Math.min(Integer.MAX_VALUE, (long) Vote.MOST_BYTES * count);
    }

    /**
     * Bytes that each of {@code askedOf} authorities may answer who are asked at once for {@code count} votes: together a
     * quarter of a {@code heap} of so many bytes, but room for two of the largest votes in each answer.
     */
    public static int mostFetched(int count, int askedOf, long heap) {
        long each = Math.max(LEAST_FETCHED, heap / PART_OF_HEAP / Math.max(1, askedOf));
        return (int) Math.min(mostBytes(count), each);
    }

    /** The verdict of several is the last refusal; else the best. */
    private Verdict putAll(byte[] body, boolean late) {
        if (texts.values().stream().anyMatch(text -> Arrays.equals(text, body))) {
            return again(late); // whoever sends it time and again costs no check of a signature
        }
        List<Source> parts;
        try {
            parts = SPLITTER.split(Source.of("votes", body, mostBytes(Math.max(1, authorities.size()))));
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

    private Verdict again(boolean late) {
        lastRefusal = late ? "a vote that is in already: " + Verdict.TOO_LATE.message : lastRefusal;
        return late ? Verdict.TOO_LATE : Verdict.KNOWN;
    }

    private Verdict malformed(DocumentFault fault) {
        lastRefusal = fault.getMessage();
        return Verdict.MALFORMED;
    }

    private Verdict put(Source source, boolean late) {
        try {
            return put(Vote.parse(source), late);
        } catch (DocumentFault e) {
            return malformed(e);
        }
    }

    private Verdict put(Vote vote, boolean late) {
        Verdict verdict = judge(vote, late);
        if (verdict == Verdict.TAKEN) {
            votes.put(vote.facts().voter().identity(), vote);
            texts.put(vote.facts().voter().identity(), vote.text().getBytes(StandardCharsets.UTF_8));
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

    /** The vote of this authority as it is sent, always the same array; null when there is none. */
    public byte[] textOf(Octets identity) {
        return texts.get(identity);
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
