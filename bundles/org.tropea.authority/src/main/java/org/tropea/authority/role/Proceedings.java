package org.tropea.authority.role;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tropea.authority.consensus.ConsensusComputation;
import org.tropea.authority.consensus.Electorate;
import org.tropea.authority.consensus.PendingConsensus;
import org.tropea.authority.keys.SigningKeys;
import org.tropea.authority.voting.VoteBox.Verdict;
import org.tropea.authority.voting.VoteBox;
import org.tropea.authority.voting.VoteTimetable;
import org.tropea.authority.voting.VotingRound.Step;
import org.tropea.authority.voting.VotingRound;
import org.tropea.net.directory.DirAnswer;
import org.tropea.net.store.StoredFiles;
import org.tropea.netdoc.frame.DocumentFault;
import org.tropea.netdoc.status.Consensus;
import org.tropea.netdoc.status.DetachedSignatures;
import org.tropea.netdoc.status.Flags;
import org.tropea.netdoc.status.Flavor;
import org.tropea.netdoc.status.Vote;
import org.tropea.netdoc.value.Octets;
import org.tropea.netdoc.value.Times;

/**
 * The rounds of one authority, one after the other (dir-spec 3.6 to 3.11): VOTE, FETCH_VOTES, COMPUTE, FETCH_SIGNATURES,
 * PUBLISH, each at its time. What fails costs this round at most. Times in seconds since 1970. On the conductor.
 */
final class Proceedings {
    private static final Logger LOG = LoggerFactory.getLogger(Proceedings.class);
    private static final String VOTES_FILE = "v3-status-votes";
    private static final int QUEUE_MAX = 64;

    private final Chamber chamber;
    private final SigningKeys keys;
    private final SigningKeys legacy;
    private final Octets self;
    private final List<Octets> authorities;
    private final StoredFiles files;
    private final Mail mail;
    private final LatestConsensus latest;
    private final RandomKeeper random;
    private final Consumer<Served> shown;
    private final List<DetachedSignatures> queued = new ArrayList<>();
    private VotingRound round;
    private VoteBox box;
    private PendingConsensus pending;
    private int method;
    private Served served;
    private String published = "-";
    private String refused = "-";

    Proceedings(
            Chamber chamber,
            SigningKeys keys,
            SigningKeys legacy,
            List<Octets> authorities,
            StoredFiles files,
            Mail mail,
            LatestConsensus latest,
            Consumer<Served> shown) {
        this.chamber = chamber;
        this.keys = keys;
        this.legacy = legacy;
        this.self = keys.certificate().identity();
        this.authorities = List.copyOf(authorities);
        this.files = files;
        this.mail = mail;
        this.latest = latest;
        this.random = new RandomKeeper(files, self, authorities);
        this.shown = shown;
        this.served = new Served(keys.certificate(), Served.Papers.NONE, Served.Papers.NONE);
    }

    // ---- the round ------------------------------------------------------------------------------------------------

    /** Begins the first round, with the votes that are on disk where they are of this round. */
    void start(long now) {
        VoteTimetable timetable = timetable(now);
        random.start(now, timetable.intervalStarts(), interval(now));
        begin(timetable, now);
        byte[] saved = files.read(VOTES_FILE);
        if (saved != null && saved.length > 0) {
            box.fetched(saved);
        }
        show();
    }

    private VoteTimetable timetable(long now) {
        return Timings.next(chamber.options(), latest.live(now), now);
    }

    private int interval(long now) {
        return Timings.interval(chamber.options(), latest.live(now));
    }

    private void begin(VoteTimetable timetable, long now) {
        LOG.debug("The next consensus is to hold from {} on", Times.text(timetable.intervalStarts()));
        round = new VotingRound(timetable);
        box = new VoteBox(timetable, authorities, this::cameIn);
        pending = null;
        method = 0;
        queued.clear();
        random.prepare(now, timetable.intervalStarts(), interval(now));
    }

    private void cameIn(Vote vote) {
        random.received(vote, chamber.now());
        chamber.cameIn(vote);
    }

    /** Does what is due at {@code now}. */
    void act(long now) {
        for (Step step = round.due(now); step != null; step = round.due(now)) {
            perform(step, now);
            show();
        }
        VoteTimetable due = timetable(now);
        if (round.isOver()) {
            next(due, now);
        } else if (due.intervalStarts() != round.timetable().intervalStarts()) {
            LOG.info("The timetable has changed: a round for {} begins", Times.text(due.intervalStarts()));
            begin(due, now);
            show();
        }
    }

    private void perform(Step step, long now) {
        switch (step) {
            case VOTE -> vote(now);
            case FETCH_VOTES -> fetchVotes();
            case COMPUTE -> compute();
            case FETCH_SIGNATURES -> fetchSignatures();
            case PUBLISH -> publish();
        }
    }

    private void next(VoteTimetable timetable, long now) {
        Served.Papers over = papers();
        random.roundOver(latest.find(), now, timetable.intervalStarts(), interval(now));
        begin(timetable, now);
        served = new Served(keys.certificate(), Served.Papers.NONE, over);
        show();
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
            Vote made = chamber.vote(round.timetable(), random.run(), now);
            Verdict verdict = box.fetched(made.text().getBytes(StandardCharsets.UTF_8));
            if (verdict != Verdict.TAKEN) {
                LOG.error("Couldn't store my own vote! (I told myself, '{}'.) {}", verdict, box.lastRefusal());
                return;
            }
            save();
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
            VoteBox mine = box;
            mail.get("/tor/status-vote/next/" + String.join("+", names), Vote.MOST_BYTES, (from, body) -> {
                if (mine == box && !round.isDone(Step.COMPUTE)) {
                    noteRefusal(from, box.fetched(body));
                    save();
                    show();
                }
            });
        }
    }

    /** Takes a vote that another authority posted; C tor's status and words. */
    DirAnswer posted(byte[] body, String from, long now) {
        Verdict verdict = box.post(body, now);
        noteRefusal(from, verdict);
        if (verdict == Verdict.TAKEN) {
            save();
            show();
        }
        return DirAnswer.of(verdict.status(), verdict.message());
    }

    private void noteRefusal(String from, Verdict verdict) {
        if (verdict.status() != Verdict.TAKEN.status()) {
            refused = "vote from " + from + ": " + box.lastRefusal();
            LOG.warn("Rejected vote from {} (\"{}\"): {}", from, verdict.message(), box.lastRefusal());
        }
    }

    private void save() {
        StringBuilder all = new StringBuilder();
        box.votes().forEach(vote -> all.append(vote.text()));
        files.replace(VOTES_FILE, all.toString().getBytes(StandardCharsets.UTF_8));
    }

    // ---- the consensus --------------------------------------------------------------------------------------------

    private void compute() {
        LOG.info("Time to compute a consensus.");
        if (!box.isEnough()) {
            LOG.warn(
                    "We don't have enough votes to generate a consensus: {} of {}",
                    box.votes().size(),
                    authorities.size() / 2 + 1);
            return;
        }
        if (box.votes().stream().noneMatch(v -> v.facts().knownFlags().contains(Flags.RUNNING))) {
            LOG.warn("Nobody has voted on the Running flag. Not generating a consensus!");
            return;
        }
        boolean shares = chamber.options().flag("AuthDirSharedRandomness");
        Electorate electorate =
                new Electorate(authorities.size(), shares, random.run().isFresh());
        ConsensusComputation computation = new ConsensusComputation(box.votes(), electorate);
        method = computation.method();
        pending = new PendingConsensus(computation, keys.certificate(), keys.key());
        if (legacy != null) {
            pending.sign(legacy.certificate(), legacy.key());
        }
        for (Flavor flavor : Flavor.values()) {
            String text = pending.consensus(flavor).text();
            files.replace("my-consensus-" + flavor.word(), text.getBytes(StandardCharsets.UTF_8));
        }
        queued.forEach(waiting -> add(waiting, "the queue"));
        queued.clear();
        mail.post("/tor/post/consensus-signature", pending.detached().print());
        LOG.info("Consensus computed by method {}; signature(s) posted.", method);
    }

    private void fetchSignatures() {
        LOG.info("Time to fetch any signatures that we're missing.");
        if (pending != null && !pending.isSignedByAll()) {
            PendingConsensus mine = pending;
            mail.get("/tor/status-vote/next/consensus-signatures", DetachedSignatures.MOST_BYTES, (from, body) -> {
                if (mine == pending) {
                    signed(body, from);
                }
            });
        }
    }

    /** Takes signatures that another authority posted or had; C tor's status and words. */
    DirAnswer signed(byte[] body, String from) {
        DetachedSignatures signatures;
        try {
            signatures = DetachedSignatures.parse(body);
        } catch (DocumentFault malformed) {
            return refuse(from, "Couldn't parse detached signatures.", malformed);
        }
        if (pending != null) {
            return add(signatures, from);
        }
        if (queued.size() < QUEUE_MAX) {
            queued.add(signatures);
        }
        return DirAnswer.of(200, "Signature queued");
    }

    private DirAnswer add(DetachedSignatures signatures, String from) {
        try {
            int added = pending.add(signatures, box.certificates());
            if (added > 0) {
                LOG.info("Added {} signatures from {}", added, from);
                show();
            }
            return DirAnswer.of(200, added > 0 ? "Signatures added" : "Signatures ignored");
        } catch (DocumentFault other) {
            return refuse(from, other.reason(), other);
        }
    }

    private DirAnswer refuse(String from, String words, DocumentFault fault) {
        refused = "signatures from " + from + ": " + fault.getMessage();
        LOG.warn("Unable to store signatures posted by {}: {} ({})", from, words, fault.getMessage());
        return DirAnswer.of(400, words);
    }

    private void publish() {
        LOG.info("Time to publish the consensus and discard old votes");
        for (Flavor flavor : Flavor.values()) {
            if (pending == null || !pending.isSignedByMost(flavor, authorities)) {
                LOG.warn("Not enough info to publish pending {} consensus", flavor.word());
            } else {
                Consensus consensus = pending.consensus(flavor);
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
        return Served.Papers.of(box.votes(), pending);
    }

    /** How it stands; {@code relays} is how many we know. */
    AuthorityStatus status(int relays) {
        List<Octets> signers = pending == null ? List.of() : pending.signers();
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
                method,
                ballots,
                relays,
                published,
                refused);
    }
}
