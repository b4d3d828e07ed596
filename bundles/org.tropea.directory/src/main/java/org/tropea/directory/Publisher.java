package org.tropea.directory;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tropea.flow.pipeline.Pipeline;
import org.tropea.flow.pipeline.PipelineTotals;
import org.tropea.flow.role.Role;
import org.tropea.flow.scope.RouterScope;
import org.tropea.net.directory.OrAddresses;
import org.tropea.net.keys.RouterKeys;
import org.tropea.net.option.DirAuthorityLine;
import org.tropea.net.option.Options;
import org.tropea.net.option.PortLine;
import org.tropea.net.policy.AddressPolicy;
import org.tropea.net.policy.ExitPolicy;
import org.tropea.netdoc.value.Octets;

/**
 * Publishes the descriptor of one relay: at the start, when what it says has changed, when the observed bandwidth has
 * doubled or halved (every 3 hours at most), and after 18 hours (dir-spec 2.1). An upload without an answer is
 * repeated with growing pauses. Everything here runs on the conductor, a thread of its own.
 */
public final class Publisher implements Role {
    private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);
    private static final long REPUBLISH = TimeUnit.HOURS.toSeconds(18);
    private static final long BANDWIDTH_PAUSE = TimeUnit.HOURS.toSeconds(3);
    private static final long STOP_SECONDS = 5;
    private static final long RETRY_FIRST = 2;
    private static final long RETRY_LAST = 3600;

    private final RouterScope router;
    private final Clock clock;
    private final long started;
    private final ObservedBandwidth observed = new ObservedBandwidth();
    private final ScheduledExecutorService conductor;
    private DescriptorFacts published;
    private long bandwidthChanged = Long.MIN_VALUE / 2;
    private int edition;
    private volatile String failure = "";
    private volatile OwnDescriptor own;
    private volatile Uploads uploads = new Uploads(List.of(), 0, 0);
    private volatile Runnable whenClosed = () -> {};

    Publisher(RouterScope router, Clock clock, ScheduledExecutorService conductor) {
        this.router = router;
        this.clock = clock;
        this.conductor = conductor;
        this.started = now();
    }

    /** A conductor for {@code router}: one thread. */
    static ScheduledExecutorService conductor(RouterScope router) {
        return Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "tropea-conductor-" + router.name());
            thread.setDaemon(true);
            return thread;
        });
    }

    Publisher start() {
        conductor.scheduleAtFixedRate(this::everySecond, 0, 1, TimeUnit.SECONDS);
        return this;
    }

    @Override
    public void reloaded() {
        // The next second looks at the new options.
    }

    /** Runs {@code told} when this is closed. */
    void whenClosed(Runnable told) {
        whenClosed = told;
    }

    /** What the authorities made of the present descriptor; any thread. */
    public List<UploadStatus> status() {
        return uploads.status();
    }

    /** The present descriptor, the same object until it is published anew; null before there is one. Any thread. */
    public OwnDescriptor own() {
        return own;
    }

    /** Why no descriptor can be made; empty when one can. Any thread. */
    public String failure() {
        return failure;
    }

    @Override
    public void close() {
        whenClosed.run();
        conductor.shutdownNow();
        try {
            if (!conductor.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("The conductor of router {} is still busy after {} s", router.name(), STOP_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What a periodic task throws would end it without a word: a fault is told once, until it is over or another. */
    private void everySecond() {
        try {
            PipelineTotals totals = router.part(Pipeline.class).totals();
            observed.sample(totals.bytesRead(), totals.bytesWritten());
            publishIfDue();
            failure = "";
        } catch (RuntimeException e) {
            if (!failure.equals(e.toString())) {
                failure = e.toString();
                LOG.error("Cannot publish the descriptor of router {}", router.name(), e);
            }
        }
    }

    private void publishIfDue() {
        if (PublisherFactory.publishes(router.options())) {
            DescriptorFacts facts = facts();
            if (isDue(facts)) {
                publish(facts);
            }
        }
    }

    private DescriptorFacts facts() {
        Options options = router.options();
        List<InetSocketAddress> addresses = router.part(OrAddresses.class).advertised();
        Rates rates = Rates.of(options);
        return new DescriptorFacts(
                router.name(),
                addresses,
                now(),
                Math.max(0, now() - started),
                rates.rate(),
                rates.burst(),
                observed.bytesPerSecond(),
                options.text("ContactInfo"),
                options.list("MyFamily").stream().map(Publisher::familyMember).toList(),
                policy(options, addresses),
                dirPort(options),
                PublisherFactory.serves(options),
                PublisherFactory.serves(options) && options.flag("DownloadExtraInfo"),
                KeySnapshot.of(router.part(RouterKeys.class)));
    }

    private static int dirPort(Options options) {
        return options.ports("DirPort").stream()
                .filter(PortLine::advertised)
                .mapToInt(PortLine::port)
                .filter(port -> port > 0)
                .findFirst()
                .orElse(0);
    }

    /** A fingerprint in the form of descriptors, with a dollar sign and without a nickname; else as it is. */
    private static String familyMember(String word) {
        String digits = word.startsWith("$") ? word.substring(1) : word;
        boolean fingerprint = digits.matches("[0-9A-Fa-f]{40}([=~].*)?");
        return fingerprint ? "$" + digits.substring(0, 40).toUpperCase(Locale.ROOT) : word;
    }

    private static AddressPolicy policy(Options options, List<InetSocketAddress> addresses) {
        List<InetAddress> local = options.flag("ExitPolicyRejectLocalInterfaces") ? interfaces() : List.of();
        return ExitPolicy.of(
                options, addresses.stream().map(InetSocketAddress::getAddress).toList(), local);
    }

    private static List<InetAddress> interfaces() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .toList();
        } catch (SocketException e) {
            return List.of();
        }
    }

    private boolean isDue(DescriptorFacts facts) {
        if (published == null || facts.publishedSeconds() - published.publishedSeconds() >= REPUBLISH) {
            return true;
        }
        return !facts.keys().same(published.keys())
                || !essence(facts).equals(essence(published))
                || bandwidthMoved(facts);
    }

    /** What makes a new descriptor worth its while by itself. */
    private static List<Object> essence(DescriptorFacts facts) {
        return List.of(
                facts.nickname(),
                facts.addresses(),
                facts.rate(),
                facts.burst(),
                facts.contact(),
                facts.family(),
                facts.policy().toString(),
                facts.dirPort(),
                facts.servesDirectory(),
                facts.servesExtraInfo());
    }

    private boolean bandwidthMoved(DescriptorFacts facts) {
        long before = published.observed();
        boolean moved = facts.observed() > 2 * before || facts.observed() < before / 2;
        return moved && facts.publishedSeconds() - bandwidthChanged >= BANDWIDTH_PAUSE;
    }

    private void publish(DescriptorFacts facts) {
        if (published != null && published.observed() != facts.observed()) {
            bandwidthChanged = facts.publishedSeconds();
        }
        ExtraInfoDocument made = ExtraInfoDocument.of(facts);
        String descriptor = ServerDescriptor.of(facts, made);
        own = new OwnDescriptor(Octets.of(facts.keys().rsaId()), bytes(descriptor), bytes(made.text()));
        published = facts;
        edition++;
        List<DirAuthorityLine> authorities = router.options().authorities().stream()
                .filter(authority -> !authority.bridge())
                .toList();
        uploads = new Uploads(authorities, facts.publishedSeconds(), facts.publishedSeconds() + REPUBLISH);
        String both = descriptor + made.text();
        authorities.forEach(authority -> upload(authority, both, edition, RETRY_FIRST));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void upload(DirAuthorityLine authority, String documents, int uploadEdition, long pause) {
        Uploads mine = uploads;
        Upload.start(router, authority, documents, mine, again -> {
            if (again) {
                mine.repeatedAt(authority, now() + pause);
                repeat(authority, documents, uploadEdition, pause);
            }
        });
    }

    /** In a loop: uploads again after {@code pause} seconds, unless a newer edition or the end came in between. */
    private void repeat(DirAuthorityLine authority, String documents, int uploadEdition, long pause) {
        Runnable again = () -> {
            if (uploadEdition == edition) {
                upload(authority, documents, uploadEdition, Math.min(RETRY_LAST, pause * 2));
            }
        };
        try {
            conductor.schedule(again, pause, TimeUnit.SECONDS);
        } catch (RejectedExecutionException closed) {
            LOG.debug("Router {} stops; nothing more is published", router.name());
        }
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }
}
