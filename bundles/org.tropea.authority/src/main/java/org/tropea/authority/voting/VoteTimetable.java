package org.tropea.authority.voting;

/**
 * When what is due in one round of voting (dir-spec 3.7), in seconds since 1970. All authorities compute the same from
 * the last consensus, or from their options when there is none.
 *
 * @param interval seconds from one consensus to the next
 * @param votingStarts our vote is made and sent
 * @param fetchVotes votes that are missing are fetched; votes that are sent later are refused
 * @param votingEnds the consensus is computed and signed
 * @param fetchSignatures signatures that are missing are fetched
 * @param intervalStarts the consensus is published and begins to hold
 */
public record VoteTimetable(
        long interval, long votingStarts, long fetchVotes, long votingEnds, long fetchSignatures, long intervalStarts) {
    private static final long DAY = 86_400;

    /** The length of a round and of its parts in seconds, and what is added to the start of each interval. */
    public record Timing(int interval, int voteDelay, int distDelay, int offset) {
        /** Refused with {@link IllegalArgumentException} when something is not positive. */
        public Timing {
            if (interval < 1 || voteDelay < 1 || distDelay < 1 || offset < 0) {
                throw new IllegalArgumentException("a voting interval of " + interval + " s, delays of " + voteDelay
                        + " and " + distDelay + " s, accepted are numbers from 1 on");
            }
        }
    }

    /** The round that is the next at {@code now}. */
    public static VoteTimetable next(long now, Timing timing) {
        boolean fits = timing.voteDelay + timing.distDelay <= timing.interval / 2;
        int vote = fits ? timing.voteDelay : timing.interval / 4;
        int dist = fits ? timing.distDelay : timing.interval / 4;
        long start = startAfter(now, timing.interval, timing.offset);
        return new VoteTimetable(
                timing.interval, start - dist - vote, start - dist - vote / 2, start - dist, start - dist / 2, start);
    }

    /**
     * The start of the interval after {@code now}: intervals begin at midnight UTC and never span it; where the last of
     * a day would be shorter than half there is none, and the one before ends at midnight.
     */
    public static long startAfter(long now, int interval, int offset) {
        long midnight = Math.floorDiv(now, DAY) * DAY;
        long tomorrow = midnight + DAY;
        long next = midnight + ((now - midnight) / interval + 1) * interval;
        if (next > tomorrow || next + interval / 2 > tomorrow) {
            next = tomorrow;
        }
        next += offset;
        return next - interval > now ? next - interval : next;
    }
}
