package org.tropea.core.origin;

import org.tropea.core.channel.ChannelTable;
import org.tropea.core.channel.ChannelWaiter;
import org.tropea.core.channel.RelayChannel;
import org.tropea.flow.channel.ChannelTarget;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.fault.LocalFault;

/** Finds or waits for the channel to the first hop of one circuit. Touched only by the circuit's loop. */
final class FirstChannel implements ChannelWaiter {
    private final ClientCircuit circuit;
    private final ChannelTable channels;

    FirstChannel(ClientCircuit circuit, ChannelTable channels) {
        this.circuit = circuit;
        this.channels = channels;
    }

    /** Asks for a channel to {@code target}; the answer may come at once. */
    void ask(ChannelTarget target) {
        RelayChannel open = channels.openFor(target);
        if (open != null) {
            opened(open);
            return;
        }
        try {
            channels.await(target, this);
        } catch (LocalFault fault) {
            failed(CloseCause.NO_ROUTE);
        }
    }

    /** Waits no more; harmless when it does not. */
    void forget() {
        channels.forget(this);
    }

    @Override
    public void opened(RelayChannel channel) {
        if (!circuit.isClosed()) { // by what another one did that waited for the same channel
            circuit.connected(channel);
        }
    }

    @Override
    public void failed(CloseCause cause) {
        circuit.close(cause);
    }
}
