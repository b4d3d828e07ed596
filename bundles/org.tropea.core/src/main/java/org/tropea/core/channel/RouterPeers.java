package org.tropea.core.channel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.tropea.core.conn.LoopLoads;
import org.tropea.flow.channel.ChannelTarget;
import org.tropea.flow.channel.PeerIdentity;

/**
 * Says in which of a router's loops a circuit that extends to some relay goes on: where there is a channel to it, open or
 * opening; else where somebody was sent just before; else where the least is to do. So no two loops open a channel to one
 * relay at the same time. Any thread.
 */
public final class RouterPeers {
    private final LoopLoads loads;
    private final Map<PeerIdentity, List<KnownChannel>> channels = new HashMap<>();
    private final Map<PeerIdentity, Claim> claims = new HashMap<>();

    /** Nobody known; {@code loads} chooses for relays without a channel. */
    public RouterPeers(LoopLoads loads) {
        this.loads = loads;
    }

    /** A loop to which circuits were sent that have not arrived there. */
    private static final class Claim {
        final int loop;
        int circuits;

        Claim(int loop) {
            this.loop = loop;
        }
    }

    /**
     * The index of the loop where a circuit of the loop at {@code asking} goes on to {@code target}; whoever is sent there
     * calls {@link #arrived} once it has asked for a channel.
     */
    public synchronized int claim(ChannelTarget target, int asking, long now) {
        PeerIdentity key = PeerIndex.key(target.identity());
        KnownChannel known = best(channels.getOrDefault(key, List.of()), target, now);
        Claim claim = claims.get(key);
        if (claim == null || known != null && known.loop() != claim.loop) {
            int loop = known == null ? loads.least(asking + 1) : known.loop();
            claim = new Claim(loop);
            claims.put(key, claim);
        }
        claim.circuits++;
        return claim.loop;
    }

    /** A circuit that was sent to the loop at {@code loop} because of {@code target} asked for a channel there. */
    public synchronized void arrived(ChannelTarget target, int loop) {
        PeerIdentity key = PeerIndex.key(target.identity());
        Claim claim = claims.get(key);
        if (claim != null && claim.loop == loop && --claim.circuits == 0) {
            claims.remove(key);
        }
    }

    /** Whether circuits to {@code target} go on in the loop at {@code loop} because a channel is, or will be, open there. */
    synchronized boolean isOpenIn(int loop, ChannelTarget target, long now) {
        KnownChannel known = best(channels.getOrDefault(PeerIndex.key(target.identity()), List.of()), target, now);
        return known != null && known.open() && known.loop() == loop;
    }

    /**
     * Has {@code move} post {@code channel} to the loop at {@code to}, unless circuits were sent after it to where it is.
     * Whoever asks from then on is sent after it, and arrives later. Returns whether it went.
     */
    synchronized boolean move(RelayChannel channel, int to, BooleanSupplier move) {
        KnownChannel here = KnownChannel.of(channel);
        if (claims.containsKey(here.key()) || !move.getAsBoolean()) {
            return false;
        }
        List<KnownChannel> same = channels.get(here.key());
        if (same != null && same.removeIf(known -> known.id() == here.id())) {
            same.add(here.in(to));
        }
        return true;
    }

    private static KnownChannel best(List<KnownChannel> known, ChannelTarget target, long now) {
        KnownChannel best = null;
        for (KnownChannel each : known) {
            if (each.suits(target, now) && (best == null || each.isBetterThan(best))) {
                best = each;
            }
        }
        return best;
    }

    /** {@code channel} is opening or has opened; what was known of it before is forgotten. */
    synchronized void put(RelayChannel channel) {
        remove(channel);
        if (channel.target() != null || !channel.isClient()) {
            KnownChannel known = KnownChannel.of(channel);
            channels.computeIfAbsent(known.key(), none -> new ArrayList<>(1)).add(known);
        }
    }

    /** {@code channel} takes no more circuits. */
    synchronized void remove(RelayChannel channel) {
        forget(channel, channel.peer());
        if (channel.target() != null) {
            forget(channel, channel.target().identity());
        }
    }

    private void forget(RelayChannel channel, PeerIdentity peer) {
        if (peer.isKnown()) {
            PeerIdentity key = PeerIndex.key(peer);
            List<KnownChannel> same = channels.get(key);
            if (same != null && same.removeIf(known -> known.id() == channel.id()) && same.isEmpty()) {
                channels.remove(key);
            }
        }
    }
}
