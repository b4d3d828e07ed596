package org.tropea.directory.network;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tropea.directory.fetch.Backoff;
import org.tropea.directory.fetch.Mirror;
import org.tropea.net.directory.DirResponse;
import org.tropea.netdoc.cert.KeyCertificate;
import org.tropea.netdoc.frame.DocumentFault;
import org.tropea.netdoc.frame.Parsed;

/** Fetches the key certificates that waiting consensuses need, first from who sent the consensus. On the conductor. */
final class CertificateJob {
    private static final Logger LOG = LoggerFactory.getLogger(CertificateJob.class);
    private static final String FILE = "cached-certs";
    private static final int MOST_AT_ONCE = 20;

    private final Context context;
    private final List<ConsensusJob> consensuses;
    private final Runnable news;
    private final Backoff backoff;
    private final Set<String> asked = new TreeSet<>();

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
            if (job.uncertain() != null && asked.isEmpty() && backoff.isDue(now)) {
                Mirror sender = backoff.failures() == 0 ? job.uncertainFrom() : null;
                ask(job, sender == null ? context.mirrors().any(asked, now) : sender, now);
            }
        }
    }

    private void ask(ConsensusJob job, Mirror mirror, long now) {
        List<String> pairs = new ArrayList<>(context.certificates()
                .pairs(job.uncertain()
                        .check(context.certificates().validAt(now))
                        .unknown()));
        if (mirror == null || pairs.isEmpty()) {
            return;
        }
        backoff.tried(now);
        asked.add(mirror.key());
        String path = "/tor/keys/fp-sk/" + String.join("+", pairs.subList(0, Math.min(MOST_AT_ONCE, pairs.size())));
        context.fetcher().get(mirror, path, Map.of(), KeyCertificate.MOST_BYTES, answer -> answered(mirror, answer));
    }

    private void answered(Mirror mirror, DirResponse answer) {
        asked.remove(mirror.key());
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
            return false;
        }
    }
}
