package org.tropea.authority.role;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tropea.authority.consensus.Electorate;
import org.tropea.authority.keys.SigningKeys;
import org.tropea.authority.voting.VoteBox;
import org.tropea.authority.voting.VoteBox.Verdict;
import org.tropea.authority.voting.VoteTimetable;
import org.tropea.authority.voting.VotingRound;
import org.tropea.authority.voting.VotingRound.Step;
import org.tropea.net.directory.DirAnswer;
import org.tropea.net.store.StoredFiles;
import org.tropea.netdoc.status.Consensus;
import org.tropea.netdoc.status.DetachedSignatures;
import org.tropea.netdoc.status.Flavor;
import org.tropea.netdoc.status.Vote;
import org.tropea.netdoc.value.Octets;
import org.tropea.netdoc.value.Times;

/**
 * The rounds of one authority, one after the other (dir-spec 3.6 to 3.11): VOTE, FETCH_VOTES, COMPUTE, FETCH_SIGNATURES,
 * PUBLISH, each at its time. A round's times change only with a consensus that is new, never because the clock was set
 * or a consensus has ended. What fails costs this round at most. Times in seconds since 1970. On the conductor.
 */
final class Proceedings {
    private static final Logger LOG = LoggerFactory.getLogger(Proceedings.class);

    private final Chamber chamber;
    private final SigningKeys keys;
    private final SigningKeys legacy;
    private final Octets self;
    private final StoredFiles files;
    private final Mail mail;
    private final LatestConsensus latest;
    private final RandomKeeper random;
    private final SavedVotes saved;
    private final Consumer<Served> shown;
    private List<Octets> authorities;
    private VotingRound round;
    private VoteBox box;
    private Signing signing;
    /** The newest consensus by which the rounds go: one that held when it was found. */
    private Consensus heeded;
    /** The newest consensus whose random values are known. */
    private Consensus heard;
    /** When the consensus of the round that was over last began to hold. */
    private long over;

    /** Whether a vote came in that is not on disk. */
    private boolean news;

    private Served served;
    private String published = "-";
    private String refused = "-";

    Proceedings(
            Chamber chamber,
            SigningKeys keys,
            SigningKeys legacy,
            StoredFiles files,
            Mail mail,
            LatestConsensus latest,
            Consumer<Served> shown) {
        this.chamber = chamber;
        this.keys = keys;
        this.legacy = legacy;
        this.self = keys.certificate().identity();
        this.authorities = List.copyOf(chamber.authorities());
        this.files = files;
        this.mail = mail;
        this.latest = latest;
        this.random = new RandomKeeper(files, self, authorities);
        this.saved = new SavedVotes(files);
        this.shown = shown;
        this.served = new Served(keys.certificate(), Served.Papers.NONE, Served.Papers.NONE);
    }

    // ---- the round ------------------------------------------------------------------------------------------------

    /** Begins the first round, with the votes that are on disk. */
    void start(long now) {
        heeded = latest.live(now);
        heard = isAhead(latest.find(), now) ? null : latest.find();
        VoteTimetable timetable = timetable(now);
        random.start(heeded, now, timetable.intervalStarts(), interval(now));
        saved.load(authorities.size(), keys.certificate());
        begin(timetable, now);
    }

    private static boolean isAhead(Consensus found, long now) {
        return found != null && found.schedule().validAfter() > now;
    }

    private VoteTimetable timetable(long now) {
        return Timings.next(chamber.options(), latest.live(now), now);
    }

    private int interval(long now) {
        return Timings.interval(chamber.options(), latest.live(now));
    }

    private void begin(VoteTimetable timetable, long now) {
        LOG.debug("The next consensus is to hold from {} on", Times.text(timetable.intervalStarts()));
        chamber.roundBegins();
        authorities = List.copyOf(chamber.authorities());
        random.authorities(authorities);
        random.prepare(now, timetable.intervalStarts(), interval(now));
        round = new VotingRound(timetable);
        if (box != null) {
            saved.keep(box, now);
        }
        box = new VoteBox(timetable, authorities, this::cameIn);
        signing = new Signing(box, authorities, this::show);
        saved.fill(box, now);
        show();
    }

    private void cameIn(Vote vote) {
        news = true;
        random.received(vote, chamber.now());
        chamber.cameIn(vote);
    }

    /** Does what is due at {@code now}. */
    void act(long now) {
        heed(now);
        for (Step step = round.due(now); step != null; step = round.due(now)) {
            perform(step, now);
            show();
        }
        if (round.isOver()) {
            next(now);
        } else if (round.isFarAway(now)) {
            LOG.warn("The clock was set back to {}; a round begins anew", Times.text(now));
            over = 0;
            begin(timetable(now), now);
        }
    }

    private void perform(Step step, long now) {
        switch (step) {
            case VOTE -> vote(now);
            case FETCH_VOTES -> fetchVotes();
            case COMPUTE -> compute();
            case FETCH_SIGNATURES -> fetchSignatures();
            case PUBLISH -> publish(now);
        }
    }

    /**
     * A consensus that we did not publish ourselves says what random values hold, and perhaps other times: from when on it
     * holds, until which the round goes on as it is.
     */
    private void heed(long now) {
        Consensus found = latest.find();
        if (found != heard) {
            heard = found;
            random.heard(found, now);
        }
        if (found != heeded && found.schedule().isValidAt(now)) {
            heeded = found;
            retime(now);
        }
    }

    private void retime(long now) {
        VoteTimetable due = timetable(Math.max(now, over));
        if (due.intervalStarts() != round.timetable().intervalStarts()) {
            LOG.info("The timetable has changed: a round for {} begins", Times.text(due.intervalStarts()));
            begin(due, now);
        } else if (!due.equals(round.timetable())) {
            LOG.info("The timetable of the round for {} has changed", Times.text(due.intervalStarts()));
            round.moved(due);
            box.moved(due);
        }
    }

    private void next(long now) {
        Served.Papers papers = papers();
        over = round.timetable().intervalStarts();
        heeded = latest.live(now) == null ? heeded : latest.find();
        heard = latest.find();
        VoteTimetable timetable = timetable(now);
        random.roundOver(heard, now, timetable.intervalStarts(), interval(now));
        served = new Served(keys.certificate(), Served.Papers.NONE, papers);
        begin(timetable, now);
    }

    // ---- votes ----------------------------------------------------------------------------------------------------

    /** A vote that we made before a restart is sent again, so that nobody has two different ones. */
    private void vote(long now) {
        LOG.info("Time to vote.");
        if (keys.certificate().expires() < now) {
            LOG.warn("Can't generate v3 vote with expired certificate");
            return;
        }
        if (box.of(self) == null) {
            Verdict verdict = box.saved(chamber.vote(round.timetable(), random.run(), now));
            if (verdict != Verdict.TAKEN) {
                LOG.error("Couldn't store my own vote! (I told myself, '{}'.) {}", verdict, box.lastRefusal());
                return;
            }
            saved.save(box);
        }
        mail.post("/tor/post/vote", box.of(self).text());
        LOG.info("Vote posted.");
    }

    private void fetchVotes() {
        LOG.info("Time to fetch any votes that we're missing.");
        List<Octets> missing = box.missing();
        if (!missing.isEmpty()) {
            LOG.info("We're missing votes from {} authorities ({})", missing.size(), missing);
            List<String> names = missing.stream().map(Octets::hex).toList();
            VotingRound mine = round;
            int most = VoteBox.mostFetched(
                    missing.size(), authorities.size() - 1, Runtime.getRuntime().maxMemory());
            mail.get("/tor/status-vote/next/" + String.join("+", names), most, (from, body) -> {
                if (mine == round && !round.isDone(Step.COMPUTE)) {
                    took(from, box.fetched(body));
                }
            });
        }
    }

    /** Takes a vote that another authority posted, and that came at {@code came}; C tor's status and words. */
    DirAnswer posted(byte[] body, String from, long came) {
        Verdict verdict = box.post(body, came);
        took(from, verdict);
        return DirAnswer.of(verdict.status(), verdict.message());
    }

    private void took(String from, Verdict verdict) {
        if (verdict.status() != Verdict.TAKEN.status()) {
            refused = "vote from " + from + ": " + box.lastRefusal();
            LOG.warn("Rejected vote from {} (\"{}\"): {}", from, verdict.message(), box.lastRefusal());
        }
        if (news) {
            news = false;
            saved.save(box);
            show();
        }
    }

    // ---- the consensus --------------------------------------------------------------------------------------------

    private void compute() {
        LOG.info("Time to compute a consensus.");
        boolean shares = chamber.options().flag("AuthDirSharedRandomness");
        Electorate electorate =
                new Electorate(authorities.size(), shares, random.run().isFresh());
        String ours = signing.compute(electorate, keys, legacy, files);
        if (ours != null) {
            mail.post("/tor/post/consensus-signature", ours);
            LOG.info("Consensus computed by method {}; signature(s) posted.", signing.method());
        }
    }

    private void fetchSignatures() {
        LOG.info("Time to fetch any signatures that we're missing.");
        Signing mine = signing;
        if (mine.isWaiting()) {
            mail.get("/tor/status-vote/next/consensus-signatures", DetachedSignatures.MOST_BYTES, (from, body) -> {
                if (mine == signing) {
                    signed(body, from);
                }
            });
        }
    }

    /** Takes signatures that another authority posted or had; C tor's status and words. */
    DirAnswer signed(byte[] body, String from) {
        DirAnswer answer = signing.signed(body, from);
        refused = signing.refused().isEmpty() ? refused : signing.refused();
        return answer;
    }

    private void publish(long now) {
        LOG.info("Time to publish the consensus and discard old votes");
        for (Flavor flavor : Flavor.values()) {
            Consensus consensus = signing.signedByMost(flavor, now);
            if (consensus == null) {
                LOG.warn("Not enough info to publish pending {} consensus", flavor.word());
            } else {
                latest.publish(consensus);
                published = consensus.toString();
                LOG.info("Published {} consensus", flavor.word());
            }
        }
    }

    /** When this round's steps are due. */
    VoteTimetable timetable() {
        return round.timetable();
    }

    // ---- what others see ------------------------------------------------------------------------------------------

    private void show() {
        served = new Served(keys.certificate(), papers(), served.current());
        shown.accept(served);
    }

    private Served.Papers papers() {
        return Served.Papers.of(box, signing.pending());
    }

    /** How it stands; {@code relays} is how many we know. */
    AuthorityStatus status(int relays) {
        List<Octets> signers =
                signing.pending() == null ? List.of() : signing.pending().signers();
        List<AuthorityStatus.Ballot> ballots = new ArrayList<>();
        for (Octets authority : authorities) {
            Vote vote = box.of(authority);
            ballots.add(new AuthorityStatus.Ballot(
                    authority.hex(),
                    vote == null ? "-" : vote.facts().voter().nickname(),
                    vote == null ? 0 : vote.facts().published(),
                    vote == null ? 0 : vote.facts().entries().size(),
                    signers.contains(authority)));
        }
        return new AuthorityStatus(
                round.timetable(),
                round.next(),
                random.run().isRevealing(),
                signing.method(),
                ballots,
                relays,
                published,
                refused);
    }
}
