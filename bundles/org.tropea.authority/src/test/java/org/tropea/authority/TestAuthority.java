package org.tropea.authority;

import java.nio.charset.StandardCharsets;
import java.util.List;
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

    private final RsaKeyPair signingKey = RsaKeyPair.generate(BITS);
    private final KeyCertificate certificate;
    private final String nickname;

    /** An authority of this name. */
    public TestAuthority(String nickname) throws DocumentFault {
        this.nickname = nickname;
        this.certificate =
                KeyCertificate.parse(KeyCertificates.make(RsaKeyPair.generate(BITS), signingKey, null, BEGIN, END)
                        .getBytes(StandardCharsets.UTF_8));
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
        VoteFacts f = other.facts();
        return vote(other, schedule, published, f.methods(), f.knownFlags(), f.params(), f.entries());
    }

    /** A vote that says what another says but for these things. */
    public Vote vote(
            Vote other, List<Integer> methods, List<String> knownFlags, NetParams params, List<VoteEntry> entries) {
        VoteFacts f = other.facts();
        return vote(other, f.schedule(), f.published(), methods, knownFlags, params, entries);
    }

    private Vote vote(
            Vote other,
            Schedule schedule,
            long published,
            List<Integer> methods,
            List<String> knownFlags,
            NetParams params,
            List<VoteEntry> entries) {
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
                        f.sharesRandom(),
                        f.commits(),
                        f.previousRandom(),
                        f.currentRandom(),
                        certificate,
                        entries),
                signingKey);
    }
}
