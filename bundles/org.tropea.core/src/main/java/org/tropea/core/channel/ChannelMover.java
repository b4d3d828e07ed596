package org.tropea.core.channel;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.tropea.core.channel.LoopBalance.Resting;
import org.tropea.flow.channel.ChannelTarget;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.fault.LocalFault;

/** Moves channels that carry no circuits from its loop to another one that has less to do. Touched only by its loop. */
final class ChannelMover {
    /** So many are asked each second to go: one that cannot, for whatever reason, keeps no other one back. */
    private static final int TRIES = 32;

    private final ChannelTable table;
    private final RouterPeers peers;
    private final LoopBalance balance;
    private final int index;
    /** Who waits for channels that are on their way here. */
    private final Set<ChannelWaiter> waiters = new HashSet<>();

    /** For the channels of {@code table}. */
    ChannelMover(ChannelTable table, RouterPeers peers, LoopBalance balance) {
        this.table = table;
        this.peers = peers;
        this.balance = balance;
        this.index = table.loop().index();
        balance.joins(index, this);
    }

    /** A second passed: of the channels that had better be elsewhere one goes there, the best of those that can go now. */
    void second() {
        weigh();
        if (balance.isWorthwhile() && !sendBest()) {
            exchange();
        }
    }

    private boolean sendBest() {
        ChannelMover target = balance.target();
        return target != this && best().stream().anyMatch(channel -> send(channel, target));
    }

    private boolean send(RelayChannel channel, ChannelMover next) {
        return next != null && next != this && table.maker().isChosen(channel.maker()) && move(channel, next);
    }

    private void weigh() {
        double carried = 0;
        for (RelayChannel channel : table.channels()) {
            channel.work().second(channel.cells());
            carried += channel.work().recent();
        }
        balance.carried(index, carried);
        balance.rest(index, exchangeable());
    }

    /** Those that rest and carried something, together with others: a few of the many that a relay has. */
    private List<Resting> exchangeable() {
        List<Resting> found = new ArrayList<>();
        for (RelayChannel channel : table.channels()) {
            double recent = channel.work().recent();
            if (balance.counts(recent)
                    && channel.rests()
                    && balance.companions().hasAny(channel.id())) {
                found.add(new Resting(channel.id(), recent));
            }
        }
        return List.copyOf(found);
    }

    /** Those that had better be elsewhere, the best first. */
    private List<RelayChannel> best() {
        return table.channels().stream()
                .filter(channel -> channel.rests() && gain(channel) > 0)
                .sorted(Comparator.comparingDouble(this::gain).reversed())
                .limit(TRIES)
                .toList();
    }

    private double gain(RelayChannel channel) {
        return balance.gain(index, channel.work().recent());
    }

    /** Of two loops the one that comes first begins, so that not both do. */
    private void exchange() {
        double most = 0;
        Resting mine = null;
        Resting theirs = null;
        ChannelMover next = null;
        for (int loop = index + 1; loop < balance.loops(); loop++) {
            for (Resting here : balance.resting(index)) {
                for (Resting there : balance.resting(loop)) {
                    double saved = here.isLike(there) ? balance.companions().saved(here.id(), there.id()) : 0;
                    if (saved > most) {
                        most = saved;
                        mine = here;
                        theirs = there;
                        next = balance.mover(loop);
                    }
                }
            }
        }
        if (most > 0) {
            exchange(mine.id(), theirs.id(), next);
        }
    }

    private void exchange(long mine, long theirs, ChannelMover next) {
        RelayChannel channel = resting(mine);
        if (channel != null && send(channel, next)) {
            next.table.loop().execute(() -> next.giveBack(theirs, this));
        }
    }

    /** If it cannot go now, the balance will be found disturbed. */
    private void giveBack(long id, ChannelMover to) {
        RelayChannel channel = resting(id);
        if (channel != null) {
            send(channel, to);
        }
    }

    private RelayChannel resting(long id) {
        return table.channels().stream()
                .filter(channel -> channel.id() == id && channel.rests())
                .findFirst()
                .orElse(null);
    }

    /** Once it is posted it is the other loop's, which may close it at once: all that is known of it is said before. */
    private boolean move(RelayChannel channel, ChannelMover next) {
        double carried = channel.work().recent();
        leave(channel);
        balance.companions().at(channel.id(), next.index);
        table.maker().products().away(channel, true);
        if (peers.move(channel, next.index, () -> channel.move(next.table.loop(), () -> arrivedAt(next, channel)))) {
            balance.moved(index, next.index, carried);
            return true;
        }
        table.maker().products().away(channel, false);
        balance.companions().at(channel.id(), index);
        join(channel);
        return false;
    }

    private void leave(RelayChannel channel) {
        table.scheduler().remove(channel.port());
        table.peers().remove(channel);
        table.channels().remove(channel);
    }

    /** Until the other loop has it, its backend's maker counts it here, too: so it is not gone meanwhile. */
    private void arrivedAt(ChannelMover next, RelayChannel channel) {
        next.arrived(channel);
        table.loop().execute(() -> table.maker().products().ended(channel));
    }

    private void arrived(RelayChannel channel) {
        table.maker().products().made(channel.maker(), channel);
        channel.settleIn(table);
        table.chooseMuxPolicy(channel);
        join(channel);
        peers.put(channel);
        if (!table.maker().isChosen(channel.maker())) {
            channel.close(CloseCause.PROVIDER_GONE);
            channel.close(CloseCause.PROVIDER_GONE); // as its maker may have left this loop already, it flushes nothing
        }
    }

    private void join(RelayChannel channel) {
        table.channels().add(channel);
        table.peers().add(channel);
        table.scheduler().add(channel.port());
        channel.port().writable();
    }

    /** {@code channel} opened here. */
    void opened(RelayChannel channel) {
        balance.companions().at(channel.id(), index);
    }

    /** {@code channel} closed. */
    void closed(RelayChannel channel) {
        balance.companions().gone(channel.id());
    }

    /** A circuit ended, of which {@code cells} came or went by {@code channel} and went or came by that of number {@code other}. */
    void ended(RelayChannel channel, long other, long cells) {
        balance.companions().together(channel.id(), other, cells);
    }

    // ---- for whom one comes ---------------------------------------------------------------------------------------

    /**
     * Whether a channel to {@code target} is on its way to this loop; then {@code waiter} is told when it is there. Its
     * arrival was posted before others could know of it, so that whoever is posted now comes behind it.
     */
    boolean brings(ChannelTarget target, ChannelWaiter waiter) {
        boolean comes = peers.isOpenIn(index, target, table.loop().now());
        if (comes) {
            waiters.add(waiter);
            table.loop().execute(() -> came(target, waiter));
        }
        return comes;
    }

    /** {@code waiter} waits no more; harmless when it does not. */
    void forget(ChannelWaiter waiter) {
        waiters.remove(waiter);
    }

    private void came(ChannelTarget target, ChannelWaiter waiter) {
        if (!waiters.remove(waiter)) {
            return;
        }
        RelayChannel open = table.openFor(target);
        if (open != null) {
            waiter.opened(open);
            return;
        }
        try {
            table.awaitHere(target, waiter);
        } catch (LocalFault fault) {
            waiter.failed(CloseCause.NO_ROUTE);
        }
    }
}
