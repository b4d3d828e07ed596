package org.tropea.authority.role;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tropea.authority.keys.SigningKeys;
import org.tropea.authority.micro.MicrodescriptorMaker;
import org.tropea.authority.random.RandomRun;
import org.tropea.authority.relays.Observations;
import org.tropea.authority.relays.Register;
import org.tropea.authority.vote.OwnVote;
import org.tropea.authority.voting.VoteTimetable;
import org.tropea.flow.fault.LocalFault;
import org.tropea.flow.role.Role;
import org.tropea.flow.scope.RouterScope;
import org.tropea.net.directory.DirExchange;
import org.tropea.net.directory.DirServer;
import org.tropea.net.keys.RouterKeys;
import org.tropea.net.option.DirAuthorityLine;
import org.tropea.net.option.OptionFault;
import org.tropea.net.option.Options;
import org.tropea.net.option.VotingRules;
import org.tropea.net.store.StoredFiles;
import org.tropea.netdoc.status.Flags;
import org.tropea.netdoc.status.Vote;
import org.tropea.netdoc.status.VoteEntry;
import org.tropea.netdoc.value.Octets;

/**
 * One router as an authority: its register of relays and its rounds. Everything happens on its conductor, which looks at
 * the beginning of each second.
 */
public final class AuthorityRole implements Role, Chamber {
    private static final Logger LOG = LoggerFactory.getLogger(AuthorityRole.class);
    private static final long STOP_SECONDS = 5;
    /** Without a directory that has begun to load by then there is none. */
    private static final long DIRECTORY_MILLIS = 10_000;

    private static final long LOOK_MILLIS = 100;
    private static final long EXPIRY_WARNING = 30 * 86_400L;

    private final RouterScope router;
    private final Clock clock;
    private final ScheduledExecutorService conductor;
    private final Runnable whenClosed;
    private final SigningKeys keys;
    private final Register register;
    private final OwnVote ownVote;
    private final Proceedings proceedings;
    private final AuthorityPages pages;
    private long waiting;
    private String failure = "";
    /** By which the next vote is made. */
    private volatile Electors next;
    /** By which the present round knows the authorities. */
    private volatile Electors inRound;

    private volatile AuthorityStatus status;

    /** Options that were accepted, and who they say votes. */
    private record Electors(Options options, List<Octets> authorities) {}

    AuthorityRole(RouterScope router, Clock clock, ScheduledExecutorService conductor, Runnable whenClosed)
            throws LocalFault {
        this.router = router;
        this.clock = clock;
        this.conductor = conductor;
        this.whenClosed = whenClosed;
        Options options = checked(router.options());
        this.keys = SigningKeys.load(options.keyDirectory());
        SigningKeys legacy = options.flag("V3AuthUseLegacyKey") ? SigningKeys.loadLegacy(options.keyDirectory()) : null;
        this.next = new Electors(options, authorities(options));
        this.inRound = next;
        StoredFiles files = new StoredFiles(options.dataDirectory(), LOG::warn, LOG::info);
        String self = HexFormat.of()
                .withUpperCase()
                .formatHex(router.part(RouterKeys.class).rsaId());
        this.register = new Register(router, files, clock, conductor, () -> inRound.options());
        this.pages = new AuthorityPages(this, register, conductor);
        this.ownVote = new OwnVote(router, keys, legacy);
        this.proceedings = new Proceedings(
                this,
                keys,
                legacy,
                files,
                new Colleagues(router, conductor, self, () -> inRound.options()),
                new LatestConsensus(router.part(DirExchange.class)),
                pages::show);
    }

    private static Options checked(Options options) {
        VotingRules.check(options);
        OwnVote.check(options);
        return options;
    }

    private List<Octets> authorities(Options from) throws LocalFault {
        List<Octets> all = Colleagues.identities(from.authorities());
        if (!all.contains(keys.certificate().identity())) {
            throw new LocalFault("no DirAuthority line has our v3ident="
                    + keys.certificate().identity() + ": nobody would count our votes");
        }
        return all;
    }

    void start() {
        long left = keys.certificate().expires() - now();
        if (left < EXPIRY_WARNING) {
            LOG.warn(
                    "The certificate of authority {} expires in {} days; make a new one", router.name(), left / 86_400);
        }
        hand(DirExchange.Kind.CERTIFICATES, keys.certificate().text());
        conductor.execute(register::start);
        router.part(DirServer.class).serveFirst(pages);
        waiting = clock.millis();
        conductor.execute(this::begin);
    }

    /** The consensus that the directory has on disk tells the times of rounds: they begin when it has read it. */
    private void begin() {
        DirExchange exchange = router.part(DirExchange.class);
        boolean directory = exchange.isLoading() || clock.millis() - waiting < DIRECTORY_MILLIS;
        if (!exchange.isLoaded() && directory) {
            conductor.schedule(this::begin, LOOK_MILLIS, TimeUnit.MILLISECONDS);
            return;
        }
        if (!exchange.isLoaded()) {
            LOG.warn("Router {} keeps no directory: rounds go by TestingV3AuthInitialVotingInterval", router.name());
        }
        try {
            proceedings.start(now());
            LOG.info(
                    "Authority {} votes as {}",
                    router.name(),
                    keys.certificate().identity());
        } catch (RuntimeException bug) {
            LOG.error("The authority of router {} cannot begin", router.name(), bug);
            return;
        }
        everySecond();
    }

    private void everySecond() {
        try {
            proceedings.act(now());
            status = proceedings.status(register.size());
            failure = "";
        } catch (RuntimeException bug) {
            if (!failure.equals(bug.toString())) {
                failure = bug.toString();
                LOG.error("A round of authority {} failed; it goes on", router.name(), bug);
            }
        }
        if (!conductor.isShutdown()) {
            long intoSecond = Math.floorMod(clock.millis(), 1000L);
            conductor.schedule(this::everySecond, 1001 - intoSecond, TimeUnit.MILLISECONDS);
        }
    }

    /** The relays that it knows. Any thread. */
    public Register register() {
        return register;
    }

    /** How it stands, a second old at most; null before the first round. Any thread. */
    public AuthorityStatus status() {
        return status;
    }

    Proceedings proceedings() {
        return proceedings;
    }

    // ---- what the rounds need -------------------------------------------------------------------------------------

    @Override
    public Options options() {
        return next.options();
    }

    @Override
    public void roundBegins() {
        inRound = next;
    }

    @Override
    public List<Octets> authorities() {
        return inRound.authorities();
    }

    /** Whether this is the address of an authority. Any thread. */
    boolean isAuthority(InetAddress address) {
        String text = address.getHostAddress();
        return inRound.options().authorities().stream()
                .anyMatch(line -> line.address().equals(text)
                        || line.dirAddress(DirAuthorityLine.Use.VOTE)
                                .getAddress()
                                .equals(address));
    }

    @Override
    public long now() {
        return clock.instant().getEpochSecond();
    }

    @Override
    public Vote vote(VoteTimetable timetable, RandomRun random, long now) {
        Observations observations = register.observe(now);
        Vote vote = ownVote.make(options(), timetable, observations, random, now);
        vote.facts().entries().stream()
                .map(VoteEntry::status)
                .filter(status -> status.flags().has(Flags.SYBIL))
                .forEach(status -> register.pessimal(status.identity(), now));
        StringBuilder micro = new StringBuilder();
        observations
                .relays()
                .forEach(relay -> MicrodescriptorMaker.makeAll(
                                relay.descriptor(), vote.facts().methods())
                        .forEach(made -> micro.append(made.microdescriptor().text())));
        if (!micro.isEmpty()) {
            hand(DirExchange.Kind.MICRODESCRIPTORS, micro.toString());
        }
        return vote;
    }

    @Override
    public void cameIn(Vote vote) {
        hand(DirExchange.Kind.CERTIFICATES, vote.facts().certificate().text());
        register.voted(vote);
    }

    private void hand(DirExchange.Kind kind, String text) {
        router.part(DirExchange.class).hand(kind, text.getBytes(StandardCharsets.UTF_8));
    }

    // ---- life -----------------------------------------------------------------------------------------------------

    @Override
    public void reloaded() {
        try {
            Options changed = checked(router.options());
            next = new Electors(changed, authorities(changed));
        } catch (OptionFault | LocalFault fault) {
            LOG.error("Going on to vote by the options before: {}", fault.getMessage());
        }
        conductor.execute(register::reloaded);
    }

    @Override
    public void close() {
        whenClosed.run();
        router.part(DirServer.class).withdraw(pages);
        try {
            conductor.submit(register::close).get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException late) {
            LOG.warn("The authority of router {} did not end well: {}", router.name(), late.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        conductor.shutdownNow();
    }
}
