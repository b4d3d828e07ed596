package org.tropea.authority.voting;

/**
 * The states of one round, passed in this order and each left at its time: what is due is answered once, even when
 * several are due at once because nobody asked for a while. Belongs to one thread.
 */
public final class VotingRound {
    /** What an authority does in a round. */
    public enum Step {
        /** Make the vote and send it to all others. */
        VOTE,
        /** Fetch the votes of those who sent none. */
        FETCH_VOTES,
        /** Compute the consensus, sign it and send the signatures to all others. */
        COMPUTE,
        /** Fetch the signatures of those who sent none. */
        FETCH_SIGNATURES,
        /** Publish the consensus when most have signed it, and begin the next round. */
        PUBLISH
    }

    private VoteTimetable timetable;
    private int done;

    /** A round of which nothing is done yet. */
    public VotingRound(VoteTimetable timetable) {
        this.timetable = timetable;
    }

    /** When this round's steps are due. */
    public VoteTimetable timetable() {
        return timetable;
    }

    /** The steps that are not done are due at other times from now on. */
    public void moved(VoteTimetable other) {
        timetable = other;
    }

    /** The next step that is due at {@code now}, which counts as done from here on; null when none is due. */
    public Step due(long now) {
        if (isOver() || now < time(Step.values()[done])) {
            return null;
        }
        return Step.values()[done++];
    }

    /** When the next step is due; the round must not be over. */
    public long nextDue() {
        return time(Step.values()[done]);
    }

    /** The step that comes next, or null when the round is over. */
    public Step next() {
        return isOver() ? null : Step.values()[done];
    }

    /** Whether this step is done. */
    public boolean isDone(Step step) {
        return step.ordinal() < done;
    }

    /** Whether all steps are done and a new round must be begun. */
    public boolean isOver() {
        return done == Step.values().length;
    }

    /** Whether {@code now} is further from the round's end than any clock is that was not set back. */
    public boolean isFarAway(long now) {
        return timetable.intervalStarts() - now > 2 * timetable.interval();
    }

    private long time(Step step) {
        return switch (step) {
            case VOTE -> timetable.votingStarts();
            case FETCH_VOTES -> timetable.fetchVotes();
            case COMPUTE -> timetable.votingEnds();
            case FETCH_SIGNATURES -> timetable.fetchSignatures();
            case PUBLISH -> timetable.intervalStarts();
        };
    }
}
