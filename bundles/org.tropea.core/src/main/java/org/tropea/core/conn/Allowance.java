package org.tropea.core.conn;

import java.net.SocketAddress;

/** How many bytes one direction of one connection may move now. Touched only by the connection's loop. */
final class Allowance {
    private final Lane lane;
    private final int loop;
    private final boolean linked;
    private final boolean internal;
    private final boolean betweenRelays;
    private TokenBucket own;

    Allowance(Lane lane, int loop, SocketAddress remote, boolean betweenRelays) {
        this.lane = lane;
        this.loop = loop;
        this.linked = remote == null;
        this.internal = RouterBandwidth.isInternal(remote);
        this.betweenRelays = betweenRelays;
    }

    /** Bytes that may move at {@code now}, at most {@code most}; 0 when a bucket is empty. */
    int bytes(int most, long now) {
        BandwidthRates rates = lane.rates();
        if (isFree(rates)) {
            return most;
        }
        int share = Lane.share(lane.available(loop, betweenRelays, now), most);
        TokenBucket mine = own(rates, now);
        return mine == null ? share : (int) Math.max(0, Math.min(share, mine.available(now)));
    }

    /** Whether the router's buckets are to blame when {@link #bytes} said 0, rather than the connection's own. */
    boolean isGlobal(long now) {
        return lane.available(loop, betweenRelays, now) <= 0;
    }

    /** Takes {@code bytes} that moved. */
    void take(int bytes) {
        if (!isFree(lane.rates())) {
            lane.take(loop, betweenRelays, bytes);
            if (own != null) {
                own.take(bytes);
            }
        }
    }

    private boolean isFree(BandwidthRates rates) {
        return linked || internal && !rates.countPrivate();
    }

    private TokenBucket own(BandwidthRates rates, long now) {
        if (!betweenRelays || rates.perConnectionRate() == 0) {
            own = null;
        } else if (own == null) {
            own = new TokenBucket(rates.perConnectionRate(), rates.perConnectionBurst(), now);
        } else if (own.rate() != rates.perConnectionRate() || own.burst() != rates.perConnectionBurst()) {
            own.adjust(rates.perConnectionRate(), rates.perConnectionBurst());
        }
        return own;
    }
}
