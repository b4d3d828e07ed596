package org.tropea.authority.consensus;

import java.util.LinkedHashMap;
import java.util.Map;
import org.tropea.netdoc.value.NetParams;

/**
 * The {@code bandwidth-weights} line (dir-spec 3.8.3): how clients weigh relays for each position so that the load
 * balances, from the bandwidth of guards (G), relays for the middle (M), exits (E), guards that are exits (D) and all
 * of them (T). Whole numbers throughout; divisions drop the fraction.
 */
final class BandwidthWeights {
    private static final long MARGIN = 10;

    private enum Verdict {
        GOOD,
        MIDDLE_UNBALANCED,
        BAD
    }

    private final long g;
    private final long m;
    private final long e;
    private final long d;
    private final long t;
    private final long scale;

    private long wgg;
    private long wgd;
    private long wmg;
    private long wme;
    private long wmd;
    private long wee;
    private long wed;

    private BandwidthWeights(Bandwidths sums, long scale) {
        this.g = sums.guards();
        this.m = sums.middles();
        this.e = sums.exits();
        this.d = sums.guardExits();
        this.t = sums.total();
        this.scale = scale;
    }

    /** The weights, or null when no good ones were found and the consensus must do without. */
    static NetParams of(Bandwidths sums, long scale) {
        BandwidthWeights weights = new BandwidthWeights(sums, scale);
        return weights.compute() ? weights.named() : null;
    }

    private boolean compute() {
        if (g <= 0 || m <= 0 || e <= 0 || d <= 0) {
            return false;
        }
        boolean enoughExits = 3 * e >= t;
        boolean enoughGuards = 3 * g >= t;
        if (enoughExits && enoughGuards) {
            return nothingScarce();
        }
        return enoughExits || enoughGuards ? oneScarce() : bothScarce();
    }

    /** Case 1. */
    private boolean nothingScarce() {
        wgd = scale / 3;
        wed = scale / 3;
        wmd = scale / 3;
        wee = scale * (e + g + m) / (3 * e);
        wme = scale - wee;
        wmg = scale * (2 * g - e - m) / (3 * g);
        wgg = scale - wmg;
        return check() == Verdict.GOOD;
    }

    /** Case 2. */
    private boolean bothScarce() {
        if (Math.min(e, g) + d < Math.max(e, g)) {
            allOfScarcer();
            return true;
        }
        wee = scale * (e - g + m) / e;
        wed = scale * (d - 2 * e + 4 * g - 2 * m) / (3 * d);
        wme = scale * (g - m) / e;
        wmg = 0;
        wgg = scale;
        wmd = (scale - wed) / 2;
        wgd = (scale - wed) / 2;
        if (check() == Verdict.GOOD) {
            return true;
        }
        keepAllInPlace();
        return check() != Verdict.BAD;
    }

    /** Case 2a: even with all relays that are both, the scarcer remains so. */
    private void allOfScarcer() {
        wgg = scale;
        wee = scale;
        wmg = 0;
        wme = 0;
        wmd = 0;
        wed = e < g ? scale : 0;
        wgd = e < g ? 0 : scale;
    }

    /** Case 2b, second and third try: guards and exits stay, those that are both go where they are missing. */
    private void keepAllInPlace() {
        wgg = scale;
        wee = scale;
        wed = scale * (d - 2 * e + g + m) / (3 * d);
        wmd = Math.max(0, scale * (d - 2 * m + g + e) / (3 * d));
        wme = 0;
        wmg = 0;
        wgd = scale - wed - wmd;
    }

    /** Case 3. */
    private boolean oneScarce() {
        boolean guardsScarce = g < e;
        if (3 * (Math.min(e, g) + d) < t) {
            if (guardsScarce) {
                guardsFarTooFew();
            } else {
                exitsFarTooFew();
            }
            return true;
        }
        if (guardsScarce) {
            guardsTooFew();
        } else {
            exitsTooFew();
        }
        return check() == Verdict.GOOD;
    }

    private void guardsFarTooFew() {
        wgg = scale;
        wgd = scale;
        wmd = 0;
        wed = 0;
        wmg = 0;
        wme = e < m ? 0 : scale * (e - m) / (2 * e);
        wee = scale - wme;
    }

    private void exitsFarTooFew() {
        wee = scale;
        wed = scale;
        wmd = 0;
        wgd = 0;
        wme = 0;
        wmg = g < m ? 0 : scale * (g - m) / (2 * g);
        wgg = scale - wmg;
    }

    private void guardsTooFew() {
        wgg = scale;
        wgd = scale * (d - 2 * g + e + m) / (3 * d);
        wmg = 0;
        wee = scale * (e + m) / (2 * e);
        wme = scale - wee;
        wmd = (scale - wgd) / 2;
        wed = (scale - wgd) / 2;
    }

    private void exitsTooFew() {
        wee = scale;
        wed = scale * (d - 2 * e + g + m) / (3 * d);
        wme = 0;
        wgg = scale * (g + m) / (2 * g);
        wmg = scale - wgg;
        wmd = (scale - wed) / 2;
        wgd = (scale - wed) / 2;
    }

    private Verdict check() {
        boolean sums = near(wed + wmd + wgd, scale, MARGIN)
                && near(wmg + wgg, scale, MARGIN)
                && near(wme + wee, scale, MARGIN);
        boolean inRange = inRange(wgg) && inRange(wgd) && inRange(wmg) && inRange(wme) && inRange(wmd);
        if (!sums || !inRange || !inRange(wee) || !inRange(wed)) {
            return Verdict.BAD;
        }
        long entry = wgg * g + wgd * d;
        if (!near(entry, wee * e + wed * d, MARGIN * t / 3)) {
            return Verdict.BAD;
        }
        boolean balanced = near(entry, m * scale + wmd * d + wme * e + wmg * g, MARGIN * t / 3);
        return balanced ? Verdict.GOOD : Verdict.MIDDLE_UNBALANCED;
    }

    private boolean inRange(long weight) {
        return weight >= 0 && weight <= scale;
    }

    private static boolean near(long a, long b, long margin) {
        return Math.abs(a - b) <= margin;
    }

    private NetParams named() {
        Map<String, Integer> named = new LinkedHashMap<>();
        put(named, "Wbd", wmd, "Wbe", wme, "Wbg", wmg, "Wbm", scale);
        put(named, "Wdb", scale, "Web", scale, "Wed", wed, "Wee", wee);
        put(named, "Weg", wed, "Wem", wee, "Wgb", scale, "Wgd", wgd);
        put(named, "Wgg", wgg, "Wgm", wgg, "Wmb", scale, "Wmd", wmd);
        put(named, "Wme", wme, "Wmg", wmg, "Wmm", scale);
        return NetParams.of(named);
    }

    private static void put(Map<String, Integer> named, Object... pairs) {
        for (int i = 0; i < pairs.length; i += 2) {
            named.put((String) pairs[i], (int) (long) (Long) pairs[i + 1]);
        }
    }
}
