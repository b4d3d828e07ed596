package org.tropea.authority.role;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tropea.authority.random.RandomRun;
import org.tropea.authority.random.RandomState;
import org.tropea.crypto.Randomness;
import org.tropea.net.store.StoredFiles;
import org.tropea.netdoc.status.Consensus;
import org.tropea.netdoc.status.Vote;
import org.tropea.netdoc.value.Octets;
import org.tropea.netdoc.value.ValueFault;

/** An authority's run of shared random values, and its file {@code sr-state}: written at each change. On the conductor. */
final class RandomKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(RandomKeeper.class);
    private static final String FILE = "sr-state";
    private static final int RANDOM_BYTES = 32;

    private final StoredFiles files;
    private final RandomRun run;

    RandomKeeper(StoredFiles files, Octets self, Collection<Octets> authorities) {
        this.files = files;
        this.run = new RandomRun(self, authorities, () -> Randomness.bytes(RANDOM_BYTES));
    }

    /** Begins, from disk where that holds; {@code live} is the consensus that holds, or null, the next begins at {@code next}. */
    void start(Consensus live, long now, long next, int interval) {
        RandomState saved = load(now);
        if (saved == null) {
            run.begin(now, next - interval, interval);
        } else {
            run.resume(saved, interval);
        }
        if (live != null && live.schedule().validAfter() >= run.state().validAfter()) {
            run.decided(live.facts().previousRandom(), live.facts().currentRandom());
        }
        prepare(now, next, interval);
    }

    private RandomState load(long now) {
        byte[] bytes = files.read(FILE);
        if (bytes == null) {
            return null;
        }
        try {
            RandomState saved = RandomState.parse(bytes);
            return saved.validUntil() < now ? null : saved;
        } catch (ValueFault malformed) {
            LOG.warn("Dropping {}: {}", FILE, malformed.getMessage());
            return null;
        }
    }

    /** From now on these are the authorities. */
    void authorities(Collection<Octets> others) {
        run.authorities(others);
    }

    /** Takes from a vote what it says of its own commitment. */
    void received(Vote vote, long now) {
        if (run.received(vote.facts().voter().identity(), vote.facts().commits())) {
            save(now);
        }
    }

    /** A round is over: {@code latest} is the newest consensus or null, the next begins to hold at {@code next}. */
    void roundOver(Consensus latest, long now, long next, int interval) {
        if (latest != null) {
            run.decided(latest.facts().previousRandom(), latest.facts().currentRandom());
        }
        prepare(now, next, interval);
    }

    /** A consensus came from elsewhere. */
    void heard(Consensus late, long now) {
        run.heard(
                late.schedule().validAfter(),
                late.facts().previousRandom(),
                late.facts().currentRandom());
        save(now);
    }

    /** The next round begins to hold at {@code next}, whatever was believed before. */
    void prepare(long now, long next, int interval) {
        run.prepare(next, next - interval, interval);
        save(now);
    }

    private void save(long now) {
        files.replace(FILE, run.state().text(now).getBytes(StandardCharsets.UTF_8));
    }

    /** The run, for our vote. */
    RandomRun run() {
        return run;
    }
}
