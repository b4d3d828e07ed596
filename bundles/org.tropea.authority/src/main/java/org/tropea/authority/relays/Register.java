package org.tropea.authority.relays;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tropea.authority.flags.Observed;
import org.tropea.authority.pinning.KeyPins;
import org.tropea.flow.channel.ChannelTarget;
import org.tropea.flow.channel.PeerIdentity;
import org.tropea.flow.channel.Probes;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.fault.LocalFault;
import org.tropea.flow.scope.RouterScope;
import org.tropea.net.directory.DirAnswer;
import org.tropea.net.directory.DirExchange;
import org.tropea.net.directory.DirQuery;
import org.tropea.net.directory.Directory;
import org.tropea.net.directory.NetworkView;
import org.tropea.net.keys.RouterKeys;
import org.tropea.net.option.DirAuthorityLine;
import org.tropea.net.option.OptionFault;
import org.tropea.net.option.Options;
import org.tropea.net.store.StoredFiles;
import org.tropea.netdoc.descriptor.ServerDescriptor;
import org.tropea.netdoc.status.Vote;
import org.tropea.netdoc.value.Octets;

/**
 * The relays that one authority knows. What is posted to {@code /tor/} comes to {@link #accept}; when the authority
 * votes it asks {@link #observe}. On the authority's conductor unless said otherwise.
 */
public final class Register implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Register.class);
    /** The most bytes of one upload of a relay. */
    public static final int UPLOAD_MAX = UploadParts.MOST_BYTES;

    private static final String PINS = "key-pinning-journal";
    private static final long OLDEST_VOTED = 24 * 3600;
    private static final long CLEAN_SECONDS = 600;
    private static final long ANSWER_SECONDS = 10;
    private static final long SAVE_SECONDS = 30 * 60;
    private static final long SAVE_SECONDS_TESTING = 60;

    private final RouterScope router;
    private final StoredFiles files;
    private final Clock clock;
    private final ScheduledExecutorService conductor;
    private final Supplier<Options> inRound;
    private final Octets self;
    private final RelayBook book;
    private final KeyPins pins;
    private final Histories histories = new Histories();
    private final Refusals refusals = new Refusals();
    private final RegisterPages pages;
    private final Intake intake;
    private final Reachability reachability;
    private final MissingDescriptors missing;
    private final RelayReports reports;
    private Probes.Listening listening = () -> {};
    private long nextClean;
    private long nextSave;
    private String failure = "";

    /**
     * The relays that the authority {@code router} knows. An {@link OptionFault} tells an option that is malformed.
     *
     * @param files its DataDirectory
     * @param conductor on which everything here runs; timers may be set on it
     * @param inRound the options by which the present round knows the authorities
     */
    public Register(
            RouterScope router,
            StoredFiles files,
            Clock clock,
            ScheduledExecutorService conductor,
            Supplier<Options> inRound) {
        this.router = router;
        this.files = files;
        this.clock = clock;
        this.conductor = conductor;
        this.inRound = inRound;
        this.self = Octets.of(router.part(RouterKeys.class).rsaId());
        this.book = new RelayBook(new StoredFiles(router.options().cacheDirectory(), LOG::warn, LOG::info));
        this.pins = new KeyPins(line -> files.append(PINS, line.getBytes(StandardCharsets.UTF_8)));
        this.pages = new RegisterPages(book, self);
        this.missing = new MissingDescriptors(router, inRound, book, this::later, this::fetched);
        ReachRules rules = ReachRules.of(router.options());
        this.reachability = new Reachability(book, histories, self, rules, this::probe, this::penalty, now());
        this.reports = new RelayReports(book, pins, histories, refusals, reachability);
        this.intake =
                new Intake(book, pins, self, new Admission(router.options(), ApprovedRouters.NONE), reachability::soon);
    }

    private void probe(ChannelTarget target) {
        router.part(Probes.class).probe(target);
    }

    /** Another address takes half a consensus' time to be in one, and another half to be with clients. */
    private long penalty() {
        NetworkView view = router.part(Directory.class).current();
        if (view == NetworkView.NONE) {
            return router.options().flag("TestingTorNetwork") ? 240 : 3600;
        }
        Duration fresh = Duration.between(view.validAfter(), view.freshUntil());
        return fresh.plus(Duration.between(view.validAfter(), view.validUntil()))
                        .toSeconds()
                / 2;
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }

    // ---- life -----------------------------------------------------------------------------------------------------

    /** Begins: what is on disk first. */
    public void start() {
        long now = now();
        loadPins(now);
        Admission rules = new Admission(router.options(), approved());
        intake.rules(rules);
        book.load(one -> rules.standing(one, pins), now);
        loadHistories(now);
        book.relays().forEach(reachability::soon);
        book.relays().forEach(relay -> handOver(relay.descriptor()));
        nextSave = now + saveSeconds();
        listening = router.part(Probes.class).listen(new Listener());
        conductor.scheduleAtFixedRate(this::everySecond, 1, 1, TimeUnit.SECONDS);
        LOG.info("The authority of router {} knows {} relays, {} pairs of keys", router.name(), size(), pins.size());
    }

    private void loadPins(long now) {
        byte[] journal = files.read(PINS);
        int bad = journal == null ? 0 : pins.load(new String(journal, StandardCharsets.UTF_8));
        if (bad > 0) {
            LOG.warn("{} lines of {} are no pairs of keys; leaving them out", bad, PINS);
        }
        files.append(PINS, KeyPins.openingLine(now).getBytes(StandardCharsets.UTF_8));
    }

    private ApprovedRouters approved() {
        byte[] text = files.read(ApprovedRouters.FILE);
        ApprovedRouters approved =
                text == null ? ApprovedRouters.NONE : ApprovedRouters.parse(new String(text, StandardCharsets.UTF_8));
        approved.wrong().forEach(why -> LOG.warn("{}: {}", ApprovedRouters.FILE, why));
        return approved;
    }

    private void loadHistories(long now) {
        byte[] text = files.read(StabilityFile.NAME);
        if (text != null) {
            StabilityFile.read(new String(text, StandardCharsets.UTF_8), histories, now)
                    .forEach(why -> LOG.warn("{}: {}", StabilityFile.NAME, why));
        }
    }

    private long saveSeconds() {
        return router.options().flag("TestingTorNetwork") ? SAVE_SECONDS_TESTING : SAVE_SECONDS;
    }

    /** What a periodic task throws would end it without a word: a fault is told once, until it is over or another. */
    private void everySecond() {
        try {
            long now = now();
            book.refresh();
            reachability.everySecond(now);
            histories.discount(now);
            if (now >= nextClean) {
                nextClean = now + CLEAN_SECONDS;
                book.clean(now);
            }
            if (now >= nextSave) {
                nextSave = now + saveSeconds();
                histories.missing(identity -> book.relay(identity) != null, now);
                save(now);
            }
            failure = "";
        } catch (RuntimeException bug) {
            if (!failure.equals(bug.toString())) {
                failure = bug.toString();
                LOG.error("The register of authority {} failed; it goes on", router.name(), bug);
            }
        }
    }

    private void save(long now) {
        files.replace(StabilityFile.NAME, StabilityFile.write(histories, now).getBytes(StandardCharsets.UTF_8));
    }

    /** The router's options changed: rules are read anew, {@code approved-routers} too. */
    public void reloaded() {
        try {
            intake.rules(new Admission(router.options(), approved()));
            reachability.rules(ReachRules.of(router.options()));
            book.clean(now());
        } catch (OptionFault fault) {
            LOG.error("Keeping the rules that are: {}", fault.getMessage());
        }
    }

    /** Ends: what is only in memory goes to disk. */
    @Override
    public void close() {
        listening.close();
        save(now());
    }

    // ---- what relays say ------------------------------------------------------------------------------------------

    /**
     * Takes what a relay posts to {@code /tor/}, one document each time the answer is asked for: it is null until after
     * the last, then it has C tor's status and words.
     */
    public Supplier<DirAnswer> accept(byte[] posted, SocketAddress from) {
        String source =
                from instanceof InetSocketAddress address ? address.getAddress().getHostAddress() : "a circuit";
        Supplier<Verdict> upload = intake.posted(posted, source, now(), this::heard);
        return () -> answer(upload.get(), source);
    }

    private static DirAnswer answer(Verdict verdict, String source) {
        if (verdict == null) {
            return null;
        }
        if (!verdict.isTaken()) {
            LOG.info("Not taking an upload from {}: {}", source, verdict.words());
        }
        return verdict.answer();
    }

    private void heard(Octets identity, String nickname, Verdict verdict) {
        refusals.at(now()).verdict(identity, nickname, verdict);
        KnownRelay relay = verdict.isTaken() ? book.relay(identity) : null;
        if (relay != null) {
            handOver(relay.descriptor());
        }
    }

    private void handOver(ServerDescriptor one) {
        router.part(DirExchange.class)
                .hand(DirExchange.Kind.DESCRIPTORS, one.text().getBytes(StandardCharsets.UTF_8));
    }

    /** Another authority voted: relays that it knows and we do not are fetched from it. */
    public void voted(Vote vote) {
        missing.fetch(vote, now());
    }

    void fetched(byte[] descriptors) {
        judge(intake.fetched(descriptors, "another authority", now(), this::heard));
    }

    /** One document at a time: steps of a round come in between. */
    private void judge(Supplier<Verdict> documents) {
        if (documents.get() == null) {
            later(() -> judge(documents));
        }
    }

    /** Whether a relay that we know, a second ago at the latest, is at {@code address}. Any thread. */
    public boolean isRelay(InetAddress address) {
        return book.addresses().contains(address);
    }

    /** The page of {@code query}, a GET, when it is one of the register's own; else null. Any thread. */
    public DirAnswer page(DirQuery query) {
        return pages.page(query.path());
    }

    /** Hears of channels in their loops. */
    private final class Listener implements Probes.Listener {
        @Override
        public void opened(PeerIdentity peer, SocketAddress remote, boolean initiator) {
            if (remote instanceof InetSocketAddress address) {
                later(() -> reachability.opened(peer, address, initiator, now()));
            }
        }

        @Override
        public void failed(ChannelTarget target, CloseCause cause) {
            later(() -> reachability.failed(target, cause));
        }
    }

    private void later(Runnable work) {
        try {
            conductor.execute(work);
        } catch (RejectedExecutionException closed) {
            LOG.debug("The authority of router {} stops", router.name());
        }
    }

    // ---- what we say of them --------------------------------------------------------------------------------------

    /** What to say of all relays in the vote that is made at {@code now}, seconds since 1970. */
    public Observations observe(long now) {
        Map<Octets, KnownRelay> byEd25519 = new HashMap<>();
        for (KnownRelay relay : book.relays()) {
            reachability.look(relay, now);
            byEd25519.merge(relay.descriptor().ed25519Identity(), relay, Register::newer);
        }
        List<Observed> all = new ArrayList<>();
        byEd25519.values().stream()
                .filter(relay -> relay.descriptor().facts().published() >= now - OLDEST_VOTED)
                .sorted(Comparator.comparing(KnownRelay::identity))
                .forEach(relay -> all.add(observed(relay, now)));
        return new Observations(all, histories.isEnough(now), reachability.isSure(now));
    }

    private static KnownRelay newer(KnownRelay one, KnownRelay other) {
        long ours = one.descriptor().facts().published();
        return ours >= other.descriptor().facts().published() ? one : other;
    }

    private Observed observed(KnownRelay relay, long now) {
        Standing standing = relay.standing();
        return new Observed(
                relay.descriptor(),
                isAuthority(relay.identity()),
                relay.running,
                !standing.has(Standing.Mark.INVALID),
                standing.has(Standing.Mark.BADEXIT),
                standing.has(Standing.Mark.MIDDLEONLY),
                false,
                standing.stripped(),
                reachability.isReachedByIpv6(relay, now),
                -1,
                histories.at(relay.identity(), now));
    }

    private boolean isAuthority(Octets identity) {
        return inRound.get().authorities().stream()
                .map(DirAuthorityLine::fingerprint)
                .anyMatch(identity.hex()::equals);
    }

    /** The relay with this RSA identity is one of too many at its address: it counts as never having run. */
    public void pessimal(Octets identity, long now) {
        histories.pessimal(identity, now);
    }

    /** How many relays are known. */
    public int size() {
        return book.relays().size();
    }

    // ---- for commands ---------------------------------------------------------------------------------------------

    /** Has {@code question} answered on the conductor, and waits for it: for commands, by any thread but that one. */
    public <T> T ask(Function<Register, T> question) throws LocalFault {
        try {
            return conductor.submit(() -> question.apply(this)).get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new LocalFault("stopped while waiting for the authority of router " + router.name(), stopped);
        } catch (ExecutionException | TimeoutException | RejectedExecutionException failed) {
            throw new LocalFault("the authority of router " + router.name() + " gives no answer: " + failed, failed);
        }
    }

    /** Every relay, by nickname. */
    public List<RelayStatus> status() {
        return reports.status(now());
    }

    /** What is to be said of the relay with this RSA identity, line by line. */
    public List<String> why(Octets identity) {
        return reports.why(identity, now());
    }
}
