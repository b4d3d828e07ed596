package org.tropea.authority;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.tropea.authority.random.RandomRun;
import org.tropea.crypto.RsaKeyPair;
import org.tropea.netdoc.cert.KeyCertificate;
import org.tropea.netdoc.cert.KeyCertificates;
import org.tropea.netdoc.frame.DocumentFault;
import org.tropea.netdoc.status.Schedule;
import org.tropea.netdoc.status.Vote;
import org.tropea.netdoc.status.VoteEntry;
import org.tropea.netdoc.status.VoteFacts;
import org.tropea.netdoc.status.Voter;
import org.tropea.netdoc.value.NetParams;

/** An authority with fresh keys that votes what a test wants. */
public final class TestAuthority {
    private static final int BITS = 1024;
    private static final long BEGIN = 1_700_000_000L;
    private static final long END = 4_000_000_000L;

    private final RsaKeyPair identityKey = RsaKeyPair.generate(BITS);
    private final String nickname;
    private RsaKeyPair signingKey;
    private KeyCertificate certificate;

    /** An authority of this name. */
    public TestAuthority(String nickname) throws DocumentFault {
        this.nickname = nickname;
        renew(END);
    }

    /** From now on it has a new signing key, whose certificate expires at {@code end}. */
    public void renew(long end) throws DocumentFault {
        signingKey = RsaKeyPair.generate(BITS);
        certificate = KeyCertificate.parse(
                KeyCertificates.make(identityKey, signingKey, null, BEGIN, end).getBytes(StandardCharsets.UTF_8));
    }

    /** Its certificate. */
    public KeyCertificate certificate() {
        return certificate;
    }

    /** The key with which it signs. */
    public RsaKeyPair signingKey() {
        return signingKey;
    }

    /** A vote that says what another says. */
    public Vote vote(Vote other) {
        return vote(other, other.facts().schedule(), other.facts().published());
    }

    /** A vote that says what another says, for another time. */
    public Vote vote(Vote other, Schedule schedule, long published) {
        return vote(other, schedule, published, null);
    }

    /** The same with what {@code random} has to tell of shared random values; null: what the other tells. */
    public Vote vote(Vote other, Schedule schedule, long published, RandomRun random) {
        VoteFacts f = other.facts();
        return vote(other, schedule, published, f.methods(), f.knownFlags(), f.params(), f.entries(), random);
    }

    /** A vote that says what another says but for these things. */
    public Vote vote(
            Vote other, List<Integer> methods, List<String> knownFlags, NetParams params, List<VoteEntry> entries) {
        VoteFacts f = other.facts();
        return vote(other, f.schedule(), f.published(), methods, knownFlags, params, entries, null);
    }

    private Vote vote(
            Vote other,
            Schedule schedule,
            long published,
            List<Integer> methods,
            List<String> knownFlags,
            NetParams params,
            List<VoteEntry> entries,
            RandomRun random) {
        VoteFacts f = other.facts();
        Voter v = f.voter();
        return Vote.sign(
                new VoteFacts(
                        methods,
                        published,
                        schedule,
                        f.clientVersions(),
                        f.serverVersions(),
                        f.packages(),
                        f.protocols(),
                        knownFlags,
                        f.flagThresholds(),
                        params,
                        f.bandwidthFileHeaders(),
                        f.bandwidthFileDigest(),
                        new Voter(
                                nickname,
                                certificate.identity(),
                                v.hostname(),
                                v.address(),
                                v.dirPort(),
                                v.orPort(),
                                v.contact(),
                                null),
                        f.legacyKey(),
                        random != null || f.sharesRandom(),
                        random == null ? f.commits() : random.told(),
                        random == null ? f.previousRandom() : random.state().previous(),
                        random == null ? f.currentRandom() : random.state().current(),
                        certificate,
                        entries),
                signingKey);
    }
}
