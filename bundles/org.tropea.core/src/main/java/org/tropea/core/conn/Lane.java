package org.tropea.core.conn;

/**
 * One direction of a router's bandwidth: the bucket of all limited bytes, that of relayed bytes, and what connections
 * between relays get each. Any loop; rates change by any thread.
 */
final class Lane {
    /** Wire bytes of a cell: shares are whole cells where they can be. */
    static final int CELL = 514;
    /** Even a nearly empty bucket lets this much through, if it holds it: four cells. */
    static final int LEAST_SHARE = 4 * CELL;
    /** One connection gets at most this part of the bucket at once, so that one cannot hog it. */
    private static final int PARTS = 8;

    private final TokenBucket all;
    private final TokenBucket relayed;
    private final LoopShares shares;
    private volatile BandwidthRates rates;

    Lane(BandwidthRates rates, int loops, long now) {
        this.rates = rates;
        this.shares = new LoopShares(loops);
        this.all = new TokenBucket(rates.rate(), rates.burst(), now);
        this.relayed = new TokenBucket(rates.relayRate(), rates.relayBurst(), now);
    }

    void adjust(BandwidthRates changed) {
        rates = changed;
        all.adjust(changed.rate(), changed.burst());
        relayed.adjust(changed.relayRate(), changed.relayBurst());
    }

    /** What the router's buckets hold for one more connection of the loop at {@code loop}. */
    long available(int loop, boolean isRelayed, long now) {
        long common = all.available(now);
        long there = isRelayed ? Math.min(common, relayed.available(now)) : common;
        return there > 0 && shares.isAhead(loop, now) && there < pile(isRelayed) ? 0 : there;
    }

    /** When so much lies there, no loop that is behind wants it: what 31 ms bring, some shares, or all the bucket holds. */
    private long pile(boolean isRelayed) {
        TokenBucket narrow = isRelayed && relayed.rate() < all.rate() ? relayed : all;
        return Math.min(Math.max(narrow.rate() / 32, 2 * LoopShares.AHEAD), narrow.burst());
    }

    /** So many connections of the loop at {@code loop} wait for these buckets. */
    void waits(int loop, int connections, long now) {
        shares.waits(loop, connections, now);
    }

    /** How much of {@code available} one connection may move at once, at most {@code most}. */
    static int share(long available, int most) {
        long part = available / PARTS;
        part -= part % CELL;
        long share = Math.min(Math.max(part, LEAST_SHARE), Math.min(available, most));
        return (int) Math.max(share, 0);
    }

    void take(int loop, boolean isRelayed, int bytes) {
        shares.took(loop, bytes);
        all.take(bytes);
        if (isRelayed) {
            relayed.take(bytes);
        }
    }

    TokenBucket all() {
        return all;
    }

    TokenBucket relayed() {
        return relayed;
    }

    BandwidthRates rates() {
        return rates;
    }
}
