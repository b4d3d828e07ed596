package org.tropea.directory.network;

import org.tropea.netdoc.status.Consensus;
import org.tropea.netdoc.status.Flavor;
import org.tropea.netdoc.status.SignatureCheck;
import org.tropea.netdoc.value.Times;

/**
 * Whether a consensus may be used.
 *
 * @param kind what to do with it
 * @param why the reason, for people
 */
record Verdict(Kind kind, String why) {
    private static final long EARLY_SECONDS = 60;
    private static final long DAY = 86_400;

    /** What to do with it. */
    enum Kind {
        /** Use it. */
        GOOD,
        /** Keep it until certificates come: signatures cannot be checked yet. */
        UNCERTAIN,
        /** It is the one that we have. */
        KNOWN,
        /** Do not use it. */
        REFUSED
    }

    /** Judges {@code consensus} from a mirror, or from our own disk, where it may have expired up to a day ago. */
    static Verdict of(
            Consensus consensus,
            Flavor wanted,
            Consensus present,
            Certificates certificates,
            boolean fromDisk,
            long now) {
        if (consensus.flavor() != wanted) {
            return refused("of the flavor " + consensus.flavor().word() + ", asked for was " + wanted.word());
        }
        Verdict byTime = byTime(consensus, fromDisk, now);
        if (byTime != null) {
            return byTime;
        }
        if (present != null && present.text().equals(consensus.text())) {
            return new Verdict(Kind.KNOWN, "the one that we have");
        }
        if (present != null
                && consensus.schedule().validAfter() < present.schedule().validAfter()) {
            return refused("older than ours, which is valid after "
                    + Times.text(present.schedule().validAfter()));
        }
        return bySignatures(consensus.check(certificates.validAt(now)), certificates);
    }

    private static Verdict byTime(Consensus consensus, boolean fromDisk, long now) {
        long until = consensus.schedule().validUntil();
        if (until + (fromDisk ? DAY : 0) < now) {
            return refused("expired: it was valid until " + Times.text(until));
        }
        long from = consensus.schedule().validAfter();
        if (from - consensus.schedule().distSeconds() - EARLY_SECONDS > now) {
            return refused(
                    "from the future: it is valid after " + Times.text(from) + ", our clock says " + Times.text(now));
        }
        return null;
    }

    private static Verdict bySignatures(SignatureCheck check, Certificates certificates) {
        if (check.isByMostOf(certificates.trusted())) {
            return new Verdict(Kind.GOOD, "");
        }
        long good =
                check.good().stream().filter(certificates.trusted()::contains).count();
        long bad = check.bad().stream().filter(certificates.trusted()::contains).count();
        String counts =
                "signed well by " + good + " of our " + certificates.trusted().size() + " authorities, needed are "
                        + (certificates.trusted().size() / 2 + 1) + (bad > 0 ? "; " + bad + " signed it wrongly" : "");
        return check.couldBeByMostOf(certificates.trusted())
                ? new Verdict(Kind.UNCERTAIN, counts + "; certificates are missing")
                : refused(counts);
    }

    private static Verdict refused(String why) {
        return new Verdict(Kind.REFUSED, why);
    }
}
