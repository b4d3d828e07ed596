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

    /** Begins, from disk where that holds; the next round begins to hold at {@code next}. */
    void start(long now, long next, int interval) {
        RandomState saved = load(now);
        if (saved == null) {
            run.begin(now, next - interval, interval);
        } else {
            run.resume(saved, interval);
        }
        run.prepare(next, next - interval, interval);
        save(now);
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
