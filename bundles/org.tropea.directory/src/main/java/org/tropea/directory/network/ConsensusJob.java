package org.tropea.directory.network;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
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
import org.tropea.netdoc.status.Schedule;
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
    /** One that is newer by less is none: C tor's 3 minutes, half of an interval that is shorter than twice that. */
    private static final long LATER_SECONDS = 180;

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    private final Context context;
    private final Flavor flavor;
    private final FetchTimes times;
    private final Consumer<Consensus> news;
    private final Backoff backoff;
    private final Backoff authorityBackoff;
    private final Set<String> asked = new TreeSet<>();
    private final int most;
    private final String fileName;
    private final long authorityWait;

    private volatile Consensus present;
    private Waiting waiting;

    /** One that waits for certificates, and whether its sender was given up. */
    private static final class Waiting {
        final Consensus consensus;
        final Origin origin;
        final long since;
        boolean overdue;

        Waiting(Consensus consensus, Origin origin, long since) {
            this.consensus = consensus;
            this.origin = origin;
            this.since = since;
        }
    }

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
        this.authorityWait = options.fallbackDirs().isEmpty() ? 0 : wait;
        authorityBackoff.dueAt(context.now() + authorityWait);
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
        return waiting == null ? null : waiting.consensus;
    }

    /** Who sent the one that waits; null when it came from disk. */
    Mirror uncertainFrom() {
        return waiting == null ? null : waiting.origin.mirror();
    }

    /** When the next one is fetched at the earliest. */
    long nextAt() {
        return backoff.next();
    }

    // ---- from disk ------------------------------------------------------------------------------------------------

    /** Takes what is on disk: the one that was in force, and one that waited. */
    void load() {
        load(Origin.file(Origin.Kind.CACHED, "cached-" + fileName));
        load(Origin.file(Origin.Kind.UNVERIFIED, "unverified-" + fileName));
    }

    private void load(Origin file) {
        byte[] bytes = context.files().read(file.name());
        if (bytes != null) {
            judge(bytes, file);
        }
    }

    // ---- from mirrors ---------------------------------------------------------------------------------------------

    /** Asks a mirror when it is time to, and several while there is none at all. */
    void tick() {
        long now = context.now();
        boolean lacking = present == null || !present.schedule().isValidAt(now);
        if (waitsStill(now) || asked.size() >= (lacking ? most : 1)) {
            return;
        }
        if (backoff.isDue(now)) {
            ask(context.mirrors().any(asked, now), backoff, now);
        } else if (lacking && authorityBackoff.isDue(now)) {
            ask(context.mirrors().authority(asked, now), authorityBackoff, now);
        }
    }

    /** Whether one waits for certificates that may still come; who sent one for which none came rests. */
    private boolean waitsStill(long now) {
        if (waiting == null || waiting.overdue) {
            return false;
        }
        if (now < waiting.since + CERTIFICATES_SECONDS) {
            return true;
        }
        waiting.overdue = true;
        if (waiting.origin.mirror() != null) {
            context.mirrors().failed(waiting.origin.mirror(), now);
        }
        return false;
    }

    private void ask(Mirror mirror, Backoff paced, long now) {
        if (mirror == null) {
            return;
        }
        paced.tried(now);
        asked.add(mirror.key());
        context.bootstrap().reached(Bootstrap.Phase.REQUESTING_STATUS);
        LOG.debug("Asking {} for the {} consensus", mirror.name(), flavor.word());
        Consensus before = present;
        context.fetcher()
                .get(
                        mirror,
                        path(),
                        headers(),
                        Consensus.MOST_BYTES,
                        answer -> answered(mirror, answer, present == before ? paced : null));
    }

    /** Only a newer one is wanted, and what is different from ours will do. */
    private Map<String, String> headers() {
        if (present == null) {
            return Map.of();
        }
        Schedule schedule = present.schedule();
        long later = Math.min(LATER_SECONDS, (schedule.freshUntil() - schedule.validAfter()) / 2);
        Instant since = Instant.ofEpochSecond(schedule.validAfter() + later);
        return Map.of(DIFF_FROM, present.sha3AsSigned().hex(), "If-Modified-Since", DATE.format(since));
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

    /** {@code paced} waits when it was of no use; null if another mirror sent one meanwhile, by which the time is set. */
    private void answered(Mirror mirror, DirResponse answer, Backoff paced) {
        asked.remove(mirror.key());
        if (answer.status() == 304) {
            context.mirrors().succeeded(mirror);
            pause(paced); // nobody has a newer one yet
            return;
        }
        Verdict.Kind verdict =
                answer.status() == 200 ? judge(answer.body(), Origin.mirror(mirror)) : Verdict.Kind.REFUSED;
        if (answer.status() != 200) {
            LOG.info(
                    "{} has no {} consensus for us: {} {}",
                    mirror.name(),
                    flavor.word(),
                    answer.status() == 0 ? "" : answer.status(),
                    answer.reason());
        }
        if (verdict == Verdict.Kind.GOOD || verdict == Verdict.Kind.KNOWN && paced == null) {
            context.mirrors().succeeded(mirror);
        } else if (verdict != Verdict.Kind.UNCERTAIN) {
            context.mirrors().failed(mirror, context.now());
            pause(paced);
        }
    }

    private void pause(Backoff paced) {
        if (paced != null) {
            paced.failed(context.now());
        }
    }

    // ---- whether it is good ---------------------------------------------------------------------------------------

    /** Takes {@code bytes} if they are of use. */
    private Verdict.Kind judge(byte[] bytes, Origin origin) {
        return judge(() -> Consensus.parse(full(bytes)), origin);
    }

    /** One that has come, or has waited here. */
    private interface Arrival {
        Consensus consensus() throws DocumentFault;
    }

    /** A bug in taking it is no more than one that is refused. */
    private Verdict.Kind judge(Arrival arrival, Origin origin) {
        try {
            return judge(arrival.consensus(), origin);
        } catch (DocumentFault fault) {
            LOG.warn("Refusing the {} consensus from {}: {}", flavor.word(), origin.name(), fault.getMessage());
        } catch (RuntimeException bug) {
            LOG.error("The {} consensus from {} could not be taken", flavor.word(), origin.name(), bug);
        }
        return Verdict.Kind.REFUSED;
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

    private Verdict.Kind judge(Consensus consensus, Origin origin) {
        context.bootstrap().reached(Bootstrap.Phase.LOADING_STATUS);
        Verdict verdict = Verdict.of(consensus, flavor, present, context.certificates(), origin, context.now());
        switch (verdict.kind()) {
            case GOOD -> accept(consensus, origin);
            case UNCERTAIN -> keep(consensus, origin);
            case KNOWN -> LOG.info("The {} consensus from {} is {}", flavor.word(), origin.name(), verdict.why());
            default ->
                LOG.warn("Refusing the {} consensus from {}: it is {}", flavor.word(), origin.name(), verdict.why());
        }
        return verdict.kind();
    }

    /**
     * The newest one waits; but nobody has checked yet what it says of its age, so that one whose certificates did not
     * come in time gives way to any.
     */
    private void keep(Consensus consensus, Origin origin) {
        long now = context.now();
        if (waiting == null
                || now >= waiting.since + CERTIFICATES_SECONDS
                || consensus.schedule().validAfter()
                        >= waiting.consensus.schedule().validAfter()) {
            waiting = new Waiting(consensus, origin, now);
            context.bootstrap().reached(Bootstrap.Phase.LOADING_KEYS);
            if (!origin.isDisk()) {
                context.files().replace("unverified-" + fileName, bytes(consensus));
            }
        }
    }

    /** Takes a consensus that this router's own authority published; it is judged like any other. */
    void handed(byte[] bytes) {
        judge(bytes, Origin.authority());
    }

    /** Certificates came: looks again at the one that waits, whose time goes on. */
    void certificatesCame() {
        Waiting before = waiting;
        if (before == null) {
            return;
        }
        waiting = null;
        Mirror mirror = before.origin.mirror();
        switch (judge(() -> before.consensus, before.origin)) {
            case GOOD -> {
                if (mirror != null) {
                    context.mirrors().succeeded(mirror);
                }
            }
            case UNCERTAIN -> waiting = before;
            default -> {
                context.files().remove("unverified-" + fileName);
                if (mirror != null) {
                    context.mirrors().failed(mirror, context.now());
                }
            }
        }
    }

    private void accept(Consensus consensus, Origin origin) {
        present = consensus;
        waiting = null;
        if (origin.kind() != Origin.Kind.CACHED) {
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
            authorityBackoff.dueAt(present.schedule().validUntil() + authorityWait);
        }
    }
}
