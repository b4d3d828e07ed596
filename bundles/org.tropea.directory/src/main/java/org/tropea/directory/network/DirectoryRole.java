package org.tropea.directory.network;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tropea.directory.OwnDescriptor;
import org.tropea.directory.PublisherFactory;
import org.tropea.flow.fault.LocalFault;
import org.tropea.flow.role.Role;
import org.tropea.flow.scope.RouterScope;
import org.tropea.net.directory.Bootstrap;
import org.tropea.net.directory.Bootstrap.Phase;
import org.tropea.net.directory.DirExchange;
import org.tropea.net.directory.Directory;
import org.tropea.net.directory.NetworkView;
import org.tropea.net.keys.RouterKeys;
import org.tropea.net.option.Options;
import org.tropea.net.store.StoredFiles;
import org.tropea.netdoc.frame.DocumentFault;
import org.tropea.netdoc.status.Consensus;
import org.tropea.netdoc.status.Flavor;
import org.tropea.netdoc.status.RouterStatus;
import org.tropea.netdoc.status.Schedule;
import org.tropea.netdoc.value.Octets;

/**
 * One router's directory client, and with {@code cache} what a directory cache fetches too. Everything happens on its
 * conductor: first what is on disk, then once a second what is due. Its view is published whenever a consensus or
 * microdescriptors came.
 */
public final class DirectoryRole implements Role {
    private static final Logger LOG = LoggerFactory.getLogger(DirectoryRole.class);
    private static final long STOP_SECONDS = 5;
    private static final int PATHS_PERCENT = 60;

    private final RouterScope router;
    private final Context context;
    private final ScheduledExecutorService conductor;
    private final String self;
    private final Microdescs microdescs;
    private final BatchJob microdescJob;
    private final Descriptors descriptors;
    private final BatchJob descriptorJob;
    private final ExtraInfos extraInfos;
    private final BatchJob extraInfoJob;
    private final Diffs diffs = new Diffs();
    private final ConsensusJob clientConsensus;
    private final List<ConsensusJob> consensuses = new ArrayList<>();
    private final CertificateJob certificateJob;
    private final CacheShelf shelf;
    private final Runnable whenClosed;
    private final ProtocolDemands demands;
    private Directory.Listening phases;
    private Directory.Listening exchange;
    private CacheServer server;
    private boolean viewChanged;
    private int missingAtView = -1;
    private int descriptorsAtExtraInfos = -1;
    /** What was told of each part that failed, until it works again. */
    private final Map<String, String> failures = new HashMap<>();

    DirectoryRole(
            RouterScope router,
            Context shared,
            ScheduledExecutorService conductor,
            Supplier<OwnDescriptor> own,
            Runnable whenClosed) {
        this.router = router;
        this.context = shared.then(this::step); // what an answer makes possible is asked for at once
        this.conductor = conductor;
        this.whenClosed = whenClosed;
        Options options = router.options();
        this.self = HexFormat.of()
                .withUpperCase()
                .formatHex(router.part(RouterKeys.class).rsaId());
        this.microdescs = new Microdescs(context.files());
        this.microdescJob = new BatchJob(context, microdescs);
        StoredFiles relayFiles = isAuthority(options) ? StoredFiles.none() : context.files();
        this.descriptors = new Descriptors(relayFiles);
        this.descriptorJob = new BatchJob(context, descriptors);
        this.extraInfos = new ExtraInfos(relayFiles, descriptors);
        this.extraInfoJob = new BatchJob(context, extraInfos);
        this.shelf = new CacheShelf(context.certificates(), microdescs, descriptors, extraInfos, own);
        boolean cache = PublisherFactory.serves(options);
        FetchTimes times = FetchTimes.of(options, cache);
        this.clientConsensus = new ConsensusJob(context, Flavor.MICRODESC, times, options, this::inForce);
        consensuses.add(clientConsensus);
        if (cache || options.flag("FetchUselessDescriptors")) {
            consensuses.add(new ConsensusJob(context, Flavor.NS, times, options, this::nsInForce));
        }
        this.demands = ProtocolDemands.of(router.name(), options);
        this.certificateJob =
                new CertificateJob(context, consensuses, () -> consensuses.forEach(ConsensusJob::certificatesCame));
    }

    /** An authority keeps what relays posted in files of its own role; ours are not to get in their way. */
    private static boolean isAuthority(Options options) {
        return options.flag("AuthoritativeDirectory") && options.flag("V3AuthoritativeDirectory");
    }

    DirectoryRole start() throws LocalFault {
        if (PublisherFactory.serves(router.options())) {
            server = CacheServer.start(router, shelf);
        }
        phases = context.bootstrap().listen(phase -> LOG.info("{}", phase));
        conductor.execute(this::load);
        exchange = router.part(DirExchange.class).take(this::handedLater);
        conductor.scheduleAtFixedRate(this::look, 0, 1, TimeUnit.SECONDS);
        return this;
    }

    private void load() {
        try {
            loadAll();
        } finally {
            router.part(DirExchange.class).loaded();
        }
    }

    private void loadAll() {
        context.mirrors().configured(router.options(), self);
        tried("load certificates", certificateJob::load);
        tried("load microdescriptors", () -> microdescs.load(context.now()));
        if (consensuses.size() > 1) {
            tried("load server descriptors", () -> descriptors.load(context.now()));
            if (keepsExtraInfo()) {
                tried("load extra-info documents", () -> extraInfos.load(context.now()));
            }
        }
        consensuses.forEach(ConsensusJob::load);
        tried("publish what was on disk", this::publishView);
    }

    /** Once a second: what is due, and how it stands. */
    private void look() {
        step();
        tried("publish what came", this::publishView);
    }

    /** After each answer: asks for what it made possible. What came is published when it is all, else by the second. */
    private void step() {
        consensuses.forEach(job -> tried("look after consensuses", job::tick));
        tried("look after certificates", certificateJob::tick);
        tried("look after microdescriptors", microdescJob::tick);
        tried("look after server descriptors", descriptorJob::tick);
        tried("look after extra-info documents", this::extraInfoTick);
        if (viewChanged || microdescJob.missing() == 0) {
            tried("publish what came", this::publishView);
        } else if (microdescJob.missing() < missingAtView) {
            context.bootstrap().reached(Phase.LOADING_DESCRIPTORS);
        }
    }

    /** A bug in one part is told once, and the others go on. */
    private void tried(String what, Runnable part) {
        try {
            part.run();
            failures.remove(what);
        } catch (RuntimeException bug) {
            if (!bug.toString().equals(failures.put(what, bug.toString()))) {
                LOG.error("The directory client of router {} could not {}; it goes on", context.name(), what, bug);
            }
        }
    }

    // ---- from our own authority, if this router is one ------------------------------------------------------------

    private void handedLater(DirExchange.Kind kind, byte[] text) {
        try {
            conductor.execute(() -> handed(kind, text));
        } catch (RejectedExecutionException stopped) {
            LOG.debug("{} came too late for router {}", kind, context.name());
        }
    }

    private void handed(DirExchange.Kind kind, byte[] text) {
        try {
            switch (kind) {
                case CERTIFICATES -> certificateJob.handed(text);
                case MICRODESCRIPTORS -> microdescs.handed(text, context.now());
                case DESCRIPTORS -> descriptors.handed(text, context.now());
                default -> consensusHanded(kind == DirExchange.Kind.NS_CONSENSUS ? Flavor.NS : Flavor.MICRODESC, text);
            }
        } catch (DocumentFault | RuntimeException fault) {
            LOG.error("Cannot take {} of our own authority", kind, fault);
        }
    }

    private void consensusHanded(Flavor flavor, byte[] text) {
        consensuses.stream().filter(job -> job.flavor() == flavor).forEach(job -> job.handed(text));
        publishView();
    }

    // ---- what came ------------------------------------------------------------------------------------------------

    /** A microdesc consensus came into force. */
    private void inForce(Consensus consensus) {
        tell(DirExchange.Kind.MICRODESC_CONSENSUS, consensus);
        lists(consensus, RouterStatus::microdescriptor, microdescs, microdescJob);
        viewChanged = true;
        serve(consensus);
    }

    /** A consensus of the other flavor came into force: caches have it, and who wants what is useless to clients. */
    private void nsInForce(Consensus consensus) {
        tell(DirExchange.Kind.NS_CONSENSUS, consensus);
        lists(consensus, RouterStatus::descriptor, descriptors, descriptorJob);
        serve(consensus);
    }

    private void tell(DirExchange.Kind kind, Consensus consensus) {
        router.part(DirExchange.class).inForce(kind, consensus.text().getBytes(StandardCharsets.UTF_8));
    }

    private void lists(
            Consensus consensus, Function<RouterStatus, Octets> digest, DocumentCache<?> cache, BatchJob job) {
        List<Octets> digests = consensus.routers().stream().map(digest).toList();
        cache.listed(digests, context.now());
        job.want(digests.stream().filter(one -> cache.find(one) == null).toList());
    }

    /** Extra-info documents follow their descriptors: an option of caches, and none of authorities, which have them. */
    private boolean keepsExtraInfo() {
        return server != null && router.options().flag("DownloadExtraInfo") && !isAuthority(router.options());
    }

    private void extraInfoTick() {
        wantExtraInfos();
        extraInfoJob.tick();
    }

    private void wantExtraInfos() {
        int count = descriptors.size() - descriptorJob.missing();
        if (keepsExtraInfo() && count != descriptorsAtExtraInfos) {
            descriptorsAtExtraInfos = count;
            List<Octets> named = extraInfos.named();
            extraInfos.listed(named, context.now());
            extraInfoJob.want(
                    named.stream().filter(one -> extraInfos.find(one) == null).toList());
        }
    }

    private void serve(Consensus consensus) {
        if (server != null) {
            shelf.put(consensus, diffs.to(consensus));
        }
    }

    private void publishView() {
        Consensus consensus = clientConsensus.present();
        int missing = microdescJob.missing();
        if (consensus == null || !viewChanged && missing == missingAtView) {
            return;
        }
        viewChanged = false;
        missingAtView = missing;
        NetworkView view =
                demands.allow(consensus.facts().protocols()) ? Views.of(consensus, microdescs) : NetworkView.NONE;
        router.part(Directory.class).publish(view);
        context.mirrors().seen(view, self, Instant.ofEpochSecond(context.now()));
        progress(view, missing);
    }

    private void progress(NetworkView view, int missing) {
        Bootstrap bootstrap = context.bootstrap();
        int percent = view.param("min_paths_for_circs_pct", PATHS_PERCENT, 25, 95);
        boolean some = missing < view.nodes().size();
        if (view.isReasonablyLive(Instant.ofEpochSecond(context.now())) && view.pathFraction() * 100 >= percent) {
            bootstrap.reached(Phase.ENOUGH_DIRINFO);
        } else {
            bootstrap.reached(some ? Phase.LOADING_DESCRIPTORS : Phase.REQUESTING_DESCRIPTORS);
        }
    }

    /** How it stands now. Any thread. */
    public DirectoryStatus status() {
        Consensus consensus = clientConsensus.present();
        Schedule schedule = consensus == null ? null : consensus.schedule();
        return new DirectoryStatus(
                context.bootstrap().phase(),
                consensus == null ? "-" : consensus.toString(),
                schedule == null ? 0 : schedule.validAfter(),
                schedule == null ? 0 : schedule.freshUntil(),
                schedule == null ? 0 : schedule.validUntil(),
                consensus == null ? 0 : consensus.routers().size(),
                clientConsensus.nextAt(),
                context.certificates().all().size(),
                microdescs.size(),
                microdescJob.missing(),
                router.part(Directory.class).current().pathFraction(),
                server != null,
                context.mirrors().status());
    }

    @Override
    public void reloaded() {
        conductor.execute(() -> context.mirrors().configured(router.options(), self));
    }

    @Override
    public void close() {
        whenClosed.run();
        phases.close();
        exchange.close();
        if (server != null) {
            server.close();
        }
        conductor.shutdownNow();
        try {
            if (!conductor.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("The directory client of router {} is still busy after {} s", context.name(), STOP_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
