package org.tropea.authority.role;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tropea.authority.voting.VoteBox;
import org.tropea.net.store.StoredFiles;
import org.tropea.netdoc.cert.KeyCertificate;
import org.tropea.netdoc.frame.DocumentFault;
import org.tropea.netdoc.frame.Source;
import org.tropea.netdoc.frame.Splitter;
import org.tropea.netdoc.status.Vote;

/**
 * The votes in {@code v3-status-votes}: those of the present round, and those of another, from before a restart or
 * another timetable, until its time is over, whatever rounds come in between. A vote of ours by a key that we no longer have is left out, for nobody
 * could check what we sign now by its certificate. On the conductor.
 */
final class SavedVotes {
    private static final Logger LOG = LoggerFactory.getLogger(SavedVotes.class);
    private static final String FILE = "v3-status-votes";
    private static final Splitter SPLITTER = new Splitter("vote", "network-status-version");

    private final StoredFiles files;
    private List<Vote> waiting = new ArrayList<>();

    SavedVotes(StoredFiles files) {
        this.files = files;
    }

    /** Reads what is on disk; {@code authorities} is how many there are, {@code ours} our certificate. */
    void load(int authorities, KeyCertificate ours) {
        byte[] saved = files.read(FILE);
        if (saved == null || saved.length == 0) {
            return;
        }
        try {
            int most = VoteBox.mostBytes(Math.max(1, authorities));
            for (Source part : SPLITTER.split(Source.of(FILE, ended(saved), most))) {
                load(part, ours);
            }
        } catch (DocumentFault fault) {
            LOG.warn("Dropping the votes on disk: {}", fault.getMessage());
        }
    }

    private void load(Source part, KeyCertificate ours) {
        try {
            Vote vote = Vote.parse(part);
            KeyCertificate by = vote.facts().certificate();
            if (by.identity().equals(ours.identity()) && !by.signingKeyDigest().equals(ours.signingKeyDigest())) {
                LOG.info("Dropping our {} on disk: our signing key is another one now", vote);
            } else {
                waiting.add(vote);
            }
        } catch (DocumentFault fault) {
            LOG.warn("Dropping a vote on disk: {}", fault.getMessage());
        }
    }

    /** What was cut off in the middle costs its last vote alone. */
    private static byte[] ended(byte[] bytes) {
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        return Arrays.copyOf(bytes, end);
    }

    /** The round of {@code box} is left: its votes wait if at {@code now} it lies ahead, for it may be gone back to. */
    void keep(VoteBox box, long now) {
        if (box.timetable().intervalStarts() > now) {
            waiting.addAll(box.votes());
        }
    }

    /** Puts the votes that are for the round of {@code box} into it; those for rounds that are over at {@code now} go. */
    void fill(VoteBox box, long now) {
        List<Vote> others = new ArrayList<>();
        for (Vote vote : waiting) {
            long round = vote.facts().schedule().validAfter();
            if (round == box.timetable().intervalStarts()) {
                VoteBox.Verdict verdict = box.saved(vote);
                LOG.info("The {} was on disk: {}", vote, verdict.message());
            } else if (round > now) {
                others.add(vote);
            }
        }
        waiting = others;
    }

    /** Writes the votes of {@code box}, and those that wait for another round. */
    void save(VoteBox box) {
        StringBuilder all = new StringBuilder();
        box.votes().forEach(vote -> all.append(vote.text()));
        waiting.forEach(vote -> all.append(vote.text()));
        files.replace(FILE, all.toString().getBytes(StandardCharsets.UTF_8));
    }
}
