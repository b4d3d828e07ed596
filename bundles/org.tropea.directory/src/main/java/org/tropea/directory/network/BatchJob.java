package org.tropea.directory.network;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tropea.directory.fetch.Backoff;
import org.tropea.directory.fetch.Mirror;
import org.tropea.net.directory.DirResponse;
import org.tropea.netdoc.frame.DocumentFault;
import org.tropea.netdoc.value.Octets;

/**
 * Fetches documents that are told apart by digest, many at a time and from several mirrors at once. What a mirror does
 * not have is asked of another one, with pauses that grow for each document by itself; when mirrors do not answer, all
 * wait. On the conductor.
 */
final class BatchJob {
    private static final Logger LOG = LoggerFactory.getLogger(BatchJob.class);
    /** So many mirrors are asked at the same time. */
    private static final int AT_ONCE = 3;
    /** Fewer are not split over several mirrors. */
    private static final int FEW = 4;

    private static final int NOT_FOUND = 404;

    private final Context context;
    private final Kind kind;
    /** For when mirrors do not answer. */
    private final Backoff backoff;
    /** All that is missing: what is to be asked for, and what is under way. */
    private final Set<Octets> needed = ConcurrentHashMap.newKeySet();

    private final Set<Octets> wanted = new LinkedHashSet<>();
    /** Of what is wanted, what a mirror did not have: when it is asked for again. */
    private final Map<Octets, Backoff> absent = new HashMap<>();

    private final Set<Octets> underWay = new HashSet<>();
    private final Set<String> asked = new HashSet<>();

    BatchJob(Context context, Kind kind) {
        this.context = context;
        this.kind = kind;
        this.backoff = new Backoff(1, context.random());
    }

    /** What is fetched. */
    interface Kind {
        /** For people: {@code microdescriptors}. */
        String name();

        /** The path that asks for {@code digests}. */
        String path(Collection<Octets> digests);

        /** How many may be asked for in one request. */
        int most();

        /** The most bytes of an answer to one request. */
        int answerMax();

        /** Takes those of a download that are among {@code asked}; returns their digests. */
        Set<Octets> take(byte[] bytes, Set<Octets> asked, String from) throws DocumentFault;
    }

    /** From now on {@code missing} are wanted, and nothing else; what is new among them at once. */
    void want(Collection<Octets> missing) {
        if (!needed.containsAll(missing)) {
            backoff.succeeded();
        }
        needed.clear();
        needed.addAll(missing);
        wanted.clear();
        wanted.addAll(missing);
        wanted.removeAll(underWay);
        absent.keySet().retainAll(needed);
    }

    /** How many are missing. Any thread. */
    int missing() {
        return needed.size();
    }

    /** Asks for what is missing, when it is time to. */
    void tick() {
        long now = context.now();
        List<Octets> due = asked.size() < AT_ONCE && backoff.isDue(now) ? due(now) : List.of();
        while (!due.isEmpty() && asked.size() < AT_ONCE) {
            Mirror mirror = context.mirrors().any(asked, now);
            if (mirror == null) {
                return;
            }
            int fair = (due.size() + AT_ONCE - 1) / AT_ONCE;
            int count = Math.min(kind.most(), Math.max(fair, Math.min(FEW, due.size())));
            ask(mirror, new LinkedHashSet<>(due.subList(0, count)));
            due = due.subList(count, due.size());
        }
    }

    private List<Octets> due(long now) {
        List<Octets> due = new ArrayList<>(wanted.size());
        for (Octets digest : wanted) {
            Backoff pause = absent.get(digest);
            if (pause == null || pause.isDue(now)) {
                due.add(digest);
            }
        }
        return due;
    }

    private void ask(Mirror mirror, Set<Octets> digests) {
        wanted.removeAll(digests);
        underWay.addAll(digests);
        asked.add(mirror.key());
        LOG.debug("Asking {} for {} {}", mirror.name(), digests.size(), kind.name());
        context.fetcher()
                .get(
                        mirror,
                        kind.path(digests),
                        Map.of(),
                        kind.answerMax(),
                        answer -> answered(mirror, digests, answer));
    }

    private void answered(Mirror mirror, Set<Octets> digests, DirResponse answer) {
        asked.remove(mirror.key());
        underWay.removeAll(digests);
        Set<Octets> got = answer.status() == 200 ? take(mirror, digests, answer) : Set.of();
        needed.removeAll(got);
        absent.keySet().removeAll(got);
        Set<Octets> left = new LinkedHashSet<>(digests);
        left.retainAll(needed);
        wanted.addAll(left);
        if (left.isEmpty()) {
            backoff.succeeded();
            context.mirrors().succeeded(mirror);
        } else {
            LOG.info(
                    "{} sent {} of {} {}{}",
                    mirror.name(),
                    got.size(),
                    digests.size(),
                    kind.name(),
                    answer.status() == 200 ? "" : ": " + answer.status() + " " + answer.reason());
            failed(mirror, left, got.isEmpty(), answer.status());
        }
    }

    private void failed(Mirror mirror, Set<Octets> left, boolean nothing, int status) {
        long now = context.now();
        if (status == 200 || status == NOT_FOUND) {
            left.forEach(digest -> absent.computeIfAbsent(digest, any -> new Backoff(1, context.random()))
                    .failed(now));
        } else {
            backoff.failed(now);
        }
        if (nothing) {
            context.mirrors().failed(mirror, now);
        }
    }

    private Set<Octets> take(Mirror mirror, Set<Octets> digests, DirResponse answer) {
        try {
            return kind.take(answer.body(), digests, mirror.name());
        } catch (DocumentFault fault) {
            LOG.warn("Refusing the {} from {}: {}", kind.name(), mirror.name(), fault.getMessage());
        } catch (RuntimeException bug) {
            LOG.error("The {} from {} could not be taken", kind.name(), mirror.name(), bug);
        }
        return Set.of();
    }
}
