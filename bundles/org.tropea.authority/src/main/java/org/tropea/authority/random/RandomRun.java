package org.tropea.authority.random;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.tropea.netdoc.status.SharedRandomCommit;
import org.tropea.netdoc.status.SharedRandomValue;
import org.tropea.netdoc.value.Octets;

/**
 * How one authority takes part in making shared random values (srv-spec 3): twelve rounds in which all commit
 * themselves, twelve in which all say their numbers, then the value and a new run. Times in seconds since 1970. No
 * clocks, no disk: whoever holds it keeps {@link #state}. Belongs to one thread.
 */
public final class RandomRun {
    private static final int ROUNDS = 24;
    private static final Octets UNKNOWN = Octets.of(new byte[0]);

    private final Octets self;
    private Set<Octets> authorities;
    private final Supplier<byte[]> randomness;
    private final TreeMap<Octets, SharedRandomCommit> commits = new TreeMap<>();
    private long validAfter;
    private long validUntil;
    private boolean revealing;
    private SharedRandomValue previous;
    private SharedRandomValue current;
    private boolean fresh;
    /** The round for which the current value was made, when it is fresh. */
    private long freshSince;
    /** What the fresh value was made of. */
    private List<SharedRandomCommit> ended = List.of();

    /**
     * A run of the authority {@code self}, one of {@code authorities}.
     *
     * @param randomness gives 32 bytes of a good random source
     */
    public RandomRun(Octets self, Collection<Octets> authorities, Supplier<byte[]> randomness) {
        this.self = self;
        this.authorities = new TreeSet<>(authorities);
        this.randomness = randomness;
    }

    // ---- from the start -------------------------------------------------------------------------------------------

    /** Begins without any memory. {@code lastRound}: when the round before the next one began to hold. */
    public void begin(long now, long lastRound, int interval) {
        revealing = SharedRandom.isRevealPhase(now, interval);
        validUntil = runEnds(now, lastRound, interval);
    }

    /** Goes on where {@code saved} ended, which must not have expired. */
    public void resume(RandomState saved, int interval) {
        validAfter = saved.validAfter();
        validUntil = saved.validUntil();
        revealing = SharedRandom.isRevealPhase(validAfter, interval);
        previous = saved.previous();
        current = saved.current();
        fresh = current != null && SharedRandom.isNewRun(validAfter, interval);
        freshSince = validAfter;
        saved.commits().stream()
                .filter(one -> authorities.contains(one.identity()))
                .forEach(one -> commits.put(one.identity(), one));
    }

    private static long runEnds(long time, long roundBegan, int interval) {
        long done = Math.floorMod(time / interval, ROUNDS);
        return roundBegan + (ROUNDS - done) * interval;
    }

    /** From now on these are the authorities. */
    public void authorities(Collection<Octets> others) {
        authorities = new TreeSet<>(others);
    }

    // ---- round by round -------------------------------------------------------------------------------------------

    /** A consensus came into force: what it says is what holds, whatever we believed. */
    public void decided(SharedRandomValue consensusPrevious, SharedRandomValue consensusCurrent) {
        previous = consensusPrevious;
        current = consensusCurrent;
        fresh = false;
    }

    /**
     * The consensus that began to hold at {@code began} came late, after the round that follows was prepared: what it says
     * holds, but a value that was made after it is made anew from what it says, and stays fresh.
     */
    public void heard(long began, SharedRandomValue consensusPrevious, SharedRandomValue consensusCurrent) {
        if (!fresh || began >= freshSince) {
            decided(consensusPrevious, consensusCurrent);
        } else if (!ended.isEmpty() && !Objects.equals(previous, consensusCurrent)) {
            previous = consensusCurrent;
            current = SharedRandom.value(ended, consensusCurrent);
        }
    }

    /**
     * Prepares for the round whose consensus begins to hold at {@code next}: at the end of a run the value is made and
     * a new run begins. {@code lastRound}: when the round before began to hold.
     */
    public void prepare(long next, long lastRound, int interval) {
        if (next <= validAfter) {
            return;
        }
        boolean reveals = SharedRandom.isRevealPhase(next, interval);
        if (revealing && !reveals) {
            SharedRandomValue before = current;
            previous = before;
            ended = List.copyOf(commits.values());
            current = SharedRandom.value(ended, before);
            fresh = true;
            freshSince = next;
            commits.clear();
            validUntil = runEnds(next, lastRound, interval);
        }
        revealing = reveals;
        validAfter = next;
        if (!revealing && commits.isEmpty()) {
            commits.put(self, SharedRandom.commit(self, next, randomness.get()));
        }
    }

    /** Takes what the vote of {@code voter} says of its own commitment, when that fits; returns whether it was news. */
    public boolean received(Octets voter, Collection<SharedRandomCommit> told) {
        boolean news = false;
        for (SharedRandomCommit one : told) {
            if (one.identity().equals(voter) && authorities.contains(voter)) {
                news |= revealing ? revealed(one) : committed(one);
            }
        }
        return news;
    }

    /** The first commitment of a run counts; one that already says its number is none. */
    private boolean committed(SharedRandomCommit one) {
        return !one.isRevealed() && commits.putIfAbsent(one.identity(), one) == null;
    }

    private boolean revealed(SharedRandomCommit one) {
        SharedRandomCommit known = commits.get(one.identity());
        boolean wanted = known != null
                && !known.isRevealed()
                && known.commit().equals(one.commit())
                && SharedRandom.isHonest(one);
        if (wanted) {
            commits.put(one.identity(), one);
        }
        return wanted;
    }

    // ---- what is known --------------------------------------------------------------------------------------------

    /** The commitments as our vote tells them: with the numbers only when it is time to say them. */
    public List<SharedRandomCommit> told() {
        List<SharedRandomCommit> all = new ArrayList<>();
        for (SharedRandomCommit one : commits.values()) {
            Octets reveal = one.isRevealed() ? one.reveal() : UNKNOWN;
            all.add(new SharedRandomCommit(
                    one.version(), one.algorithm(), one.identity(), one.commit(), revealing ? reveal : null));
        }
        return all;
    }

    /** What must not be forgotten. */
    public RandomState state() {
        return new RandomState(validAfter, validUntil, List.copyOf(commits.values()), previous, current);
    }

    /** Whether the current value was just made by us, and no consensus has had it yet. */
    public boolean isFresh() {
        return fresh;
    }

    /** Whether numbers are said in this round. */
    public boolean isRevealing() {
        return revealing;
    }
}
