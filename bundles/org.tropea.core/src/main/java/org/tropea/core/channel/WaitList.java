package org.tropea.core.channel;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import org.tropea.flow.channel.ChannelTarget;

/** Who waits for which relay, and on which opening channel that hangs. Touched only by one loop. */
final class WaitList {
    private record Wait(ChannelTarget target, RelayChannel launched, ChannelWaiter waiter) {}

    private final List<Wait> waits = new ArrayList<>();

    void add(ChannelTarget target, RelayChannel launched, ChannelWaiter waiter) {
        waits.add(new Wait(target, launched, waiter));
    }

    void remove(ChannelWaiter waiter) {
        waits.removeIf(wait -> wait.waiter == waiter);
    }

    /** Those whom {@code channel} serves, whether they waited for it or for another one to the same relay. */
    List<ChannelWaiter> takeSatisfied(RelayChannel channel) {
        return take(wait -> PeerIndex.suits(channel, wait.target));
    }

    /** Those who waited for {@code channel}. */
    List<ChannelWaiter> takeLaunched(RelayChannel channel) {
        return take(wait -> wait.launched == channel);
    }

    private List<ChannelWaiter> take(Predicate<Wait> wanted) {
        List<ChannelWaiter> taken = new ArrayList<>();
        for (Iterator<Wait> all = waits.iterator(); all.hasNext(); ) {
            Wait wait = all.next();
            if (wanted.test(wait)) {
                taken.add(wait.waiter);
                all.remove();
            }
        }
        return taken;
    }
}
