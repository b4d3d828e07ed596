package org.tropea.directory.network;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tropea.directory.fetch.Backoff;
import org.tropea.directory.fetch.Mirror;
import org.tropea.net.directory.DirResponse;
import org.tropea.netdoc.cert.KeyCertificate;
import org.tropea.netdoc.frame.DocumentFault;
import org.tropea.netdoc.frame.Parsed;
import org.tropea.netdoc.status.Consensus;
import org.tropea.netdoc.status.DirectorySignature;
import org.tropea.netdoc.value.Octets;

/**
 * Fetches the authorities' key certificates while a consensus waits for some, first from who sent it. Each flavor's is
 * looked after by itself: a forged one, or a sender who never answers, does not keep the other waiting. On the conductor.
 */
final class CertificateJob {
    private static final Logger LOG = LoggerFactory.getLogger(CertificateJob.class);
    private static final String FILE = "cached-certs";
    private static final int MOST_AT_ONCE = 20;

    private final Context context;
    private final List<Search> searches;
    private final Runnable news;

    /** How it stands with what the consensus of one flavor waits for. */
    private static final class Search {
        final ConsensusJob job;
        final Backoff backoff;
        /** The paths that are under way. */
        final Set<String> asked = new TreeSet<>();
        /** For which consensus they were looked for last; null while none waits. */
        Consensus lookedFor;

        Search(ConsensusJob job, Backoff backoff) {
            this.job = job;
            this.backoff = backoff;
        }

        /** Another consensus may have other signers: what came of looking for those before says nothing. */
        boolean isDue(long now) {
            Consensus before = lookedFor;
            lookedFor = job.uncertain();
            if (lookedFor != before) {
                backoff.succeeded();
            }
            return lookedFor != null && asked.isEmpty() && backoff.isDue(now);
        }
    }

    /** Serves {@code consensuses}; {@code news} runs when certificates came. */
    CertificateJob(Context context, List<ConsensusJob> consensuses, Runnable news) {
        this.context = context;
        this.searches = consensuses.stream()
                .map(job -> new Search(job, new Backoff(1, context.random())))
                .toList();
        this.news = news;
    }

    /** Takes what is on disk. */
    void load() {
        byte[] bytes = context.files().read(FILE);
        if (bytes != null) {
            take(bytes, FILE);
        }
    }

    /** Asks for what is missing, when it is time to. */
    void tick() {
        long now = context.now();
        for (Search search : searches) {
            if (search.isDue(now)) {
                Mirror sender = search.backoff.failures() == 0 ? search.job.uncertainFrom() : null;
                ask(search, sender == null ? context.mirrors().any(List.of(), now) : sender, now);
            }
        }
    }

    private void ask(Search search, Mirror mirror, long now) {
        List<String> paths = mirror == null ? List.of() : paths(search.lookedFor, now);
        if (!paths.isEmpty()) {
            search.backoff.tried(now);
        }
        for (String path : paths) {
            search.asked.add(path);
            context.fetcher()
                    .get(
                            mirror,
                            path,
                            Map.of(),
                            KeyCertificate.MOST_BYTES,
                            answer -> answered(search, mirror, path, answer));
        }
    }

    /**
     * Of authorities from which we have nothing valid, whatever there is; of the others what {@code consensus} says it
     * was signed with. Nobody has checked that yet: asked for by what it says alone, the true ones would never come.
     */
    private List<String> paths(Consensus consensus, long now) {
        Certificates certificates = context.certificates();
        List<KeyCertificate> valid = certificates.validAt(now);
        Set<Octets> unknown = new TreeSet<>(certificates.trusted());
        valid.forEach(one -> unknown.remove(one.identity()));
        List<DirectorySignature> other = new ArrayList<>(consensus.check(valid).unknown());
        other.removeIf(signature -> unknown.contains(signature.identity()));
        List<String> paths = new ArrayList<>();
        path("fp/", unknown.stream().map(Octets::hex).toList(), paths);
        path("fp-sk/", certificates.pairs(other), paths);
        return paths;
    }

    private static void path(String kind, Collection<String> names, List<String> paths) {
        if (!names.isEmpty()) {
            paths.add("/tor/keys/" + kind + names.stream().limit(MOST_AT_ONCE).collect(Collectors.joining("+")));
        }
    }

    private void answered(Search search, Mirror mirror, String path, DirResponse answer) {
        search.asked.remove(path);
        if (answer.status() == 200 && take(answer.body(), mirror.name())) {
            search.backoff.succeeded();
            kept();
        } else if (answer.status() == 200 && search.job.uncertain() == null) {
            LOG.debug("{} sent what came from another meanwhile", mirror.name());
        } else {
            LOG.info("{} sent no new certificates: {} {}", mirror.name(), answer.status(), answer.reason());
            search.backoff.failed(context.now());
            context.mirrors().failed(mirror, context.now());
        }
    }

    /** Takes certificates that this router's own authority came by. */
    void handed(byte[] bytes) {
        if (take(bytes, "our authority")) {
            kept();
        }
    }

    private void kept() {
        context.files().replace(FILE, context.certificates().text().getBytes(StandardCharsets.UTF_8));
        news.run();
    }

    private boolean take(byte[] bytes, String from) {
        try {
            Parsed<KeyCertificate> parsed = KeyCertificate.parseAll(bytes);
            parsed.refused().forEach(fault -> LOG.warn("Refusing a certificate from {}: {}", from, fault.getMessage()));
            return context.certificates().add(parsed.documents(), context.now());
        } catch (DocumentFault fault) {
            LOG.warn("Refusing the certificates from {}: {}", from, fault.getMessage());
        } catch (RuntimeException bug) {
            LOG.error("The certificates from {} could not be taken", from, bug);
        }
        return false;
    }
}
