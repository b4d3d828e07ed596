package org.tropea.core.conn;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import org.tropea.net.option.Addresses;
import org.tropea.net.option.Options;

/**
 * The token buckets of one router, for reading and writing apart: BandwidthRate and -Burst over all connections but
 * those to internal addresses and linked ones, RelayBandwidthRate and -Burst over those between relays. Any thread.
 */
public final class RouterBandwidth {
    /** The type whose bytes count as relayed and whose connections PerConnBWRate limits. */
    private static final String BETWEEN_RELAYS = "or";

    private final Lane reading;
    private final Lane writing;

    /** Full buckets at time {@code now}, in nanoseconds of the {@code loops} loops that share them. */
    public RouterBandwidth(Options options, int loops, long now) {
        BandwidthRates rates = BandwidthRates.of(options);
        this.reading = new Lane(rates, loops, now);
        this.writing = new Lane(rates, loops, now);
    }

    /** Takes over changed rates; what is in the buckets stays as far as it fits. */
    public void reload(Options options) {
        BandwidthRates rates = BandwidthRates.of(options);
        reading.adjust(rates);
        writing.adjust(rates);
    }

    /** What the buckets hold at {@code now}; any thread. */
    List<BucketStatus> status(long now) {
        return List.of(
                status("all", reading.all(), writing.all(), now),
                status("relayed", reading.relayed(), writing.relayed(), now));
    }

    private static BucketStatus status(String name, TokenBucket read, TokenBucket write, long now) {
        return new BucketStatus(name, read.rate(), read.burst(), read.available(now), write.available(now));
    }

    Lane reading() {
        return reading;
    }

    Lane writing() {
        return writing;
    }

    /** The allowance of one direction of a connection of {@code type} to {@code remote}, null for linked ones. */
    Allowance allowance(Lane lane, int loop, String type, SocketAddress remote) {
        return new Allowance(lane, loop, remote, type.equals(BETWEEN_RELAYS));
    }

    /** Whether a connection to {@code remote}, null for linked ones, finds {@code bytes} to write at {@code now}; any thread. */
    boolean mayWrite(SocketAddress remote, long bytes, long now) {
        if (remote == null || isInternal(remote) && !writing.rates().countPrivate()) {
            return true;
        }
        return holds(writing.all(), bytes, now) && holds(writing.relayed(), bytes, now);
    }

    /** What is larger than the bucket is let through when that is full: it would never be answered else. */
    private static boolean holds(TokenBucket bucket, long bytes, long now) {
        return bucket.available(now) >= Math.min(bytes, bucket.burst());
    }

    /** Whether {@code remote} is on this machine or this site, so that its bytes cost nobody anything. */
    static boolean isInternal(SocketAddress remote) {
        return !(remote instanceof InetSocketAddress inet)
                || inet.getAddress() == null
                || Addresses.isInternal(inet.getAddress());
    }
}
