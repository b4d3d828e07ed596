package org.tropea.directory.network;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tropea.directory.fetch.Backoff;
import org.tropea.directory.fetch.Mirror;
import org.tropea.net.directory.Bootstrap;
import org.tropea.net.directory.DirResponse;
import org.tropea.net.option.Options;
import org.tropea.netdoc.diff.ConsensusDiff;
import org.tropea.netdoc.frame.DocumentFault;
import org.tropea.netdoc.status.Consensus;
import org.tropea.netdoc.status.Flavor;
import org.tropea.netdoc.value.Octets;

/**
 * Keeps the consensus of one flavor: from disk at the start, then from mirrors when it is time. One whose signatures
 * cannot be checked yet waits, on disk too, until certificates come; what is refused leaves the present one in force
 * and another mirror is asked. On the conductor.
 */
final class ConsensusJob {
    private static final Logger LOG = LoggerFactory.getLogger(ConsensusJob.class);
    private static final String DIFF_FROM = "X-Or-Diff-From-Consensus";
    /** As many hexadecimal digits of each authority's identity are sent as C tor sends. */
    private static final int PREFIX = 6;
    /** So long nobody else is asked while certificates for a consensus are missing: they may not exist. */
    private static final long CERTIFICATES_SECONDS = 20;

    private final Context context;
    private final Flavor flavor;
    private final FetchTimes times;
    private final Consumer<Consensus> news;
    private final Backoff backoff;
    private final Backoff authorityBackoff;
    private final Set<String> asked = new TreeSet<>();
    private final int most;
    private final String fileName;

    private volatile Consensus present;
    private Consensus uncertain;
    private Mirror uncertainFrom;
    private long uncertainSince;

    /** Tells {@code news} each consensus that comes into force. */
    ConsensusJob(Context context, Flavor flavor, FetchTimes times, Options options, Consumer<Consensus> news) {
        this.context = context;
        this.flavor = flavor;
        this.times = times;
        this.news = news;
        this.backoff = new Backoff(1, context.random());
        this.authorityBackoff = new Backoff(1, context.random());
        this.most = Math.max(1, options.number("ClientBootstrapConsensusMaxInProgressTries", 0, 64));
        this.fileName = flavor == Flavor.NS ? "consensus" : flavor.word() + "-consensus";
        long wait = Context.seconds(options, "ClientBootstrapConsensusAuthorityDownloadInitialDelay");
        authorityBackoff.dueAt(context.now() + (options.fallbackDirs().isEmpty() ? 0 : wait));
    }

    /** The one in force, or null. Any thread. */
    Consensus present() {
        return present;
    }

    /** Which of the two this job keeps. */
    Flavor flavor() {
        return flavor;
    }

    /** The one that waits for certificates, or null. */
    Consensus uncertain() {
        return uncertain;
    }

    /** Who sent the one that waits; null when it came from disk. */
    Mirror uncertainFrom() {
        return uncertainFrom;
    }

    /** When the next one is fetched at the earliest. */
    long nextAt() {
        return backoff.next();
    }

    // ---- from disk ------------------------------------------------------------------------------------------------

    /** Takes what is on disk: the one that was in force, and one that waited. */
    void load() {
        for (String name : new String[] {"cached-" + fileName, "unverified-" + fileName}) {
            byte[] bytes = context.files().read(name);
            if (bytes != null) {
                judge(bytes, null, name, true);
            }
        }
    }

    // ---- from mirrors ---------------------------------------------------------------------------------------------

    /** Asks a mirror when it is time to, and several while there is none at all. */
    void tick() {
        long now = context.now();
        boolean lacking = present == null || !present.schedule().isValidAt(now);
        if (uncertain != null && now < uncertainSince + CERTIFICATES_SECONDS) {
            return;
        }
        if (asked.size() >= (lacking ? most : 1)) {
            return;
        }
        if (backoff.isDue(now)) {
            backoff.tried(now);
            ask(context.mirrors().any(asked, now));
        } else if (lacking && authorityBackoff.isDue(now) && asked.size() < most) {
            authorityBackoff.tried(now);
            ask(context.mirrors().authority(asked, now));
        }
    }

    private void ask(Mirror mirror) {
        if (mirror == null) {
            return;
        }
        asked.add(mirror.key());
        context.bootstrap().reached(Bootstrap.Phase.REQUESTING_STATUS);
        LOG.debug("Asking {} for the {} consensus", mirror.name(), flavor.word());
        Map<String, String> headers = present == null
                ? Map.of()
                : Map.of(DIFF_FROM, present.sha3AsSigned().hex());
        context.fetcher().get(mirror, path(), headers, Consensus.MOST_BYTES, answer -> answered(mirror, answer));
    }

    private String path() {
        String flavored = flavor == Flavor.NS ? "consensus" : "consensus-" + flavor.word();
        return "/tor/status-vote/current/" + flavored + "/"
                + context.certificates().trusted().stream()
                        .sorted()
                        .map(Octets::hex)
                        .map(hex -> hex.substring(0, PREFIX))
                        .collect(Collectors.joining("+"));
    }

    private void answered(Mirror mirror, DirResponse answer) {
        asked.remove(mirror.key());
        long now = context.now();
        if (answer.status() == 304) {
            context.mirrors().succeeded(mirror);
            backoff.failed(now); // nobody has a newer one yet
            return;
        }
        boolean good = answer.status() == 200 && judge(answer.body(), mirror, mirror.name(), false);
        if (good) {
            context.mirrors().succeeded(mirror);
        } else {
            if (answer.status() != 200) {
                LOG.info(
                        "{} has no {} consensus for us: {} {}",
                        mirror.name(),
                        flavor.word(),
                        answer.status() == 0 ? "" : answer.status(),
                        answer.reason());
            }
            context.mirrors().failed(mirror, now);
            backoff.failed(now);
        }
    }

    // ---- whether it is good ---------------------------------------------------------------------------------------

    /** Takes {@code bytes}, from {@code mirror} unless that is null, or from disk; returns whether it was of use. */
    private boolean judge(byte[] bytes, Mirror mirror, String from, boolean disk) {
        try {
            Consensus consensus = Consensus.parse(full(bytes));
            return judge(consensus, mirror, from, disk);
        } catch (DocumentFault fault) {
            LOG.warn("Refusing the {} consensus from {}: {}", flavor.word(), from, fault.getMessage());
            return false;
        }
    }

    /** The whole document, also of a mirror that sent only what is different from ours. */
    private byte[] full(byte[] bytes) throws DocumentFault {
        if (present == null || !startsWith(bytes, ConsensusDiff.START)) {
            return bytes;
        }
        byte[] whole = ConsensusDiff.parse(bytes).apply(present).getBytes(StandardCharsets.UTF_8);
        LOG.debug("A diff of {} bytes instead of a consensus of {}", bytes.length, whole.length);
        return whole;
    }

    private static boolean startsWith(byte[] bytes, String word) {
        byte[] start = word.getBytes(StandardCharsets.US_ASCII);
        return bytes.length >= start.length && Arrays.equals(bytes, 0, start.length, start, 0, start.length);
    }

    private boolean judge(Consensus consensus, Mirror mirror, String from, boolean disk) {
        context.bootstrap().reached(Bootstrap.Phase.LOADING_STATUS);
        long now = context.now();
        Verdict verdict = Verdict.of(consensus, flavor, present, context.certificates(), disk, now);
        switch (verdict.kind()) {
            case GOOD -> accept(consensus, !disk);
            case UNCERTAIN -> keep(consensus, mirror);
            case KNOWN -> plan();
            default -> LOG.warn("Refusing the {} consensus from {}: it is {}", flavor.word(), from, verdict.why());
        }
        return verdict.kind() != Verdict.Kind.REFUSED;
    }

    private void keep(Consensus consensus, Mirror mirror) {
        if (uncertain == null
                || consensus.schedule().validAfter() >= uncertain.schedule().validAfter()) {
            uncertain = consensus;
            uncertainFrom = mirror;
            uncertainSince = context.now();
            context.bootstrap().reached(Bootstrap.Phase.LOADING_KEYS);
            if (mirror != null) {
                context.files().replace("unverified-" + fileName, bytes(consensus));
            }
        }
    }

    /** Takes a consensus that this router's own authority published; it is judged like any other. */
    void handed(byte[] bytes) {
        judge(bytes, null, "our authority", false);
    }

    /** Certificates came: looks again at the one that waits. */
    void certificatesCame() {
        Consensus waiting = uncertain;
        Mirror from = uncertainFrom;
        if (waiting != null) {
            uncertain = null;
            uncertainFrom = null;
            boolean good = judge(waiting, from, from == null ? "disk" : from.name(), from == null);
            if (!good && from != null) {
                context.mirrors().failed(from, context.now());
            }
            if (uncertain == null && !good) {
                context.files().remove("unverified-" + fileName);
            }
        }
    }

    private void accept(Consensus consensus, boolean write) {
        present = consensus;
        uncertain = null;
        if (write) {
            context.files().replace("cached-" + fileName, bytes(consensus));
            context.files().remove("unverified-" + fileName);
        }
        plan();
        LOG.info(
                "The {} is in force, with {} relays",
                consensus,
                consensus.routers().size());
        news.accept(consensus);
    }

    private static byte[] bytes(Consensus consensus) {
        return consensus.text().getBytes(StandardCharsets.UTF_8);
    }

    private void plan() {
        long now = context.now();
        if (present.schedule().isValidAt(now)) {
            backoff.dueAt(Math.max(now + 1, times.next(present.schedule(), context.random())));
        }
    }
}
