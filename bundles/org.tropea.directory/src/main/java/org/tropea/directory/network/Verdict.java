package org.tropea.directory.network;

import org.tropea.netdoc.status.Consensus;
import org.tropea.netdoc.status.Flavor;
import org.tropea.netdoc.status.Schedule;
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
    /** No consensus is published longer before it holds, whatever one says whose signatures nobody has checked yet. */
    private static final long DIST_MOST = DAY / 2;

    /** What to do with it. */
    enum Kind {
        /** Use it. */
        GOOD,
        /** Keep it until certificates come: signatures cannot be checked yet. */
        UNCERTAIN,
        /** It is the one that we have, or one of the same time. */
        KNOWN,
        /** Do not use it. */
        REFUSED
    }

    /**
     * Judges {@code consensus} of {@code origin}: on our own disk it may have expired up to a day ago, and our own
     * authority may have one more signature to the one that we have.
     */
    static Verdict of(
            Consensus consensus, Flavor wanted, Consensus present, Certificates certificates, Origin origin, long now) {
        if (consensus.flavor() != wanted) {
            return refused("of the flavor " + consensus.flavor().word() + ", asked for was " + wanted.word());
        }
        Verdict byTime = byTime(consensus, origin.isDisk(), now);
        if (byTime != null) {
            return byTime;
        }
        if (present != null && present.text().equals(consensus.text())) {
            return new Verdict(Kind.KNOWN, "the one that we have");
        }
        Verdict byAge = present == null ? null : byAge(consensus.schedule(), present.schedule(), origin);
        if (byAge != null) {
            return byAge;
        }
        return bySignatures(consensus.check(certificates.validAt(now)), certificates);
    }

    private static Verdict byAge(Schedule schedule, Schedule present, Origin origin) {
        if (schedule.validAfter() < present.validAfter()) {
            return refused("older than ours, which is valid after " + Times.text(present.validAfter()));
        }
        boolean same = schedule.validAfter() == present.validAfter();
        return same && origin.mirror() != null ? new Verdict(Kind.KNOWN, "no newer than the one that we have") : null;
    }

    private static Verdict byTime(Consensus consensus, boolean fromDisk, long now) {
        long until = consensus.schedule().validUntil();
        if (until + (fromDisk ? DAY : 0) < now) {
            return refused("expired: it was valid until " + Times.text(until));
        }
        long from = consensus.schedule().validAfter();
        if (from - dist(consensus.schedule()) - EARLY_SECONDS > now) {
            return refused("from the future: it is valid after " + Times.text(from) + ", our clock says "
                    + Times.text(now) + ": check time, time zone and date");
        }
        return null;
    }

    private static long dist(Schedule schedule) {
        long interval = schedule.freshUntil() - schedule.validAfter();
        return Math.min(schedule.distSeconds(), Math.min(interval, DIST_MOST));
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
