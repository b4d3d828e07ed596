package org.tropea.directory.network;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
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
import org.tropea.netdoc.status.Flavor;
import org.tropea.netdoc.value.Octets;

/**
 * Fetches the authorities' key certificates while a consensus waits for some, first from who sent it. On the conductor.
 */
final class CertificateJob {
    private static final Logger LOG = LoggerFactory.getLogger(CertificateJob.class);
    private static final String FILE = "cached-certs";
    private static final int MOST_AT_ONCE = 20;

    private final Context context;
    private final List<ConsensusJob> consensuses;
    private final Runnable news;
    private final Backoff backoff;
    /** The paths that are under way. */
    private final Set<String> asked = new TreeSet<>();

    /** For which consensus of each flavor they were looked for last. */
    private final Map<Flavor, Consensus> lookedFor = new EnumMap<>(Flavor.class);

    /** Serves {@code consensuses}; {@code news} runs when certificates came. */
    CertificateJob(Context context, List<ConsensusJob> consensuses, Runnable news) {
        this.context = context;
        this.consensuses = consensuses;
        this.news = news;
        this.backoff = new Backoff(1, context.random());
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
        for (ConsensusJob job : consensuses) {
            if (job.uncertain() != null && asked.isEmpty()) {
                look(job, now);
            }
        }
    }

    /** Another consensus may have other signers: what came of looking for those of the one before says nothing. */
    private void look(ConsensusJob job, long now) {
        if (lookedFor.put(job.flavor(), job.uncertain()) != job.uncertain()) {
            backoff.succeeded();
        }
        if (backoff.isDue(now)) {
            Mirror sender = backoff.failures() == 0 ? job.uncertainFrom() : null;
            ask(job, sender == null ? context.mirrors().any(List.of(), now) : sender, now);
        }
    }

    private void ask(ConsensusJob job, Mirror mirror, long now) {
        List<String> paths = mirror == null ? List.of() : paths(job.uncertain(), now);
        if (!paths.isEmpty()) {
            backoff.tried(now);
        }
        for (String path : paths) {
            asked.add(path);
            context.fetcher()
                    .get(mirror, path, Map.of(), KeyCertificate.MOST_BYTES, answer -> answered(mirror, path, answer));
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

    private void answered(Mirror mirror, String path, DirResponse answer) {
        asked.remove(path);
        if (answer.status() == 200 && take(answer.body(), mirror.name())) {
            backoff.succeeded();
            kept();
        } else {
            LOG.info("{} sent no new certificates: {} {}", mirror.name(), answer.status(), answer.reason());
            backoff.failed(context.now());
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
