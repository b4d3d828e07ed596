package org.tropea.core.circuit;

import org.tropea.cell.Cell;
import org.tropea.cell.CellCommand;
import org.tropea.cell.Create2;
import org.tropea.cell.Created2;
import org.tropea.cell.MalformedCell;
import org.tropea.cell.RelayCommand;
import org.tropea.core.channel.ChannelWaiter;
import org.tropea.core.channel.RelayChannel;
import org.tropea.core.circuitmux.QueueMarks;
import org.tropea.crypto.relay.RelayLayer;
import org.tropea.flow.channel.ChannelTarget;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.fault.LocalFault;

/**
 * The half of a circuit away from its client: the leg onward, or who waits for a channel to put it on, and the layer of
 * the cells towards the client, which come in there. Lives in the loop of that channel and is touched only there; a
 * circuit that ends here has it in its own loop. States: {@link OnwardState}.
 */
abstract class Onward {
    private final CircuitTable table;
    private RelayLayer layer;
    private OnwardState state = OnwardState.NONE;
    private NextLeg leg;
    private ChannelWaiter waiter;

    Onward(CircuitTable table) {
        this.table = table;
    }

    /** From now on cells towards the client go through {@code backward}. */
    final void layer(RelayLayer backward) {
        layer = backward;
    }

    final RelayLayer layer() {
        return layer;
    }

    // ---- what its loop does with what it finds out ----------------------------------------------------------------

    /** {@code cell} goes to the client, encrypted; who takes it owns it. */
    abstract void towardsClient(Cell cell, long now);

    /** The whole circuit is to close with {@code cause}. */
    abstract void end(CloseCause cause);

    /** The number of the channel that its client is on. */
    abstract long prevChannel();

    /** How many cells went both ways. */
    abstract long carried();

    /** Whether that happened. */
    abstract boolean isOver();

    /** It stands elsewhere now. */
    void stands(OnwardState now) {
        state = now;
    }

    // ---- towards the client ---------------------------------------------------------------------------------------

    /** Reads what {@link #backward} will need. */
    int fetch() {
        return layer == null ? 0 : layer.fetch();
    }

    /** A cell from the next relay: adds our layer on its way into a pooled cell and passes it on. */
    final void backward(byte[] array, int offset, boolean early, long now) {
        if (early) {
            end(CloseCause.PEER_FAULT);
            return;
        }
        table.totals().relayed++;
        Cell cell = table.pool().take();
        layer.apply(array, offset + Cell.HEADER, cell.bytes, Cell.HEADER);
        towardsClient(cell, now);
    }

    /** The relay message in plain text at {@code array[payload]} is for the client. */
    final void originate(byte[] array, int payload, long now) {
        table.totals().originated++;
        Cell cell = table.pool().take();
        layer.originate(array, payload);
        layer.apply(array, payload, cell.bytes, Cell.HEADER);
        towardsClient(cell, now);
    }

    // ---- extending ------------------------------------------------------------------------------------------------

    /** Sends {@code create} to {@code target}, over an open channel or over one that opens. */
    final void extend(ChannelTarget target, Create2 create) {
        RelayChannel open = table.channels().openFor(target);
        if (open != null) {
            create(open, create);
        } else {
            connect(target, create);
        }
    }

    private void connect(ChannelTarget target, Create2 create) {
        waiter = new ChannelWaiter() {
            @Override
            public void opened(RelayChannel channel) {
                create(channel, create);
            }

            @Override
            public void failed(CloseCause cause) {
                end(CloseCause.CHANNEL_CLOSED);
            }
        };
        stands(OnwardState.CONNECTING);
        try {
            table.channels().await(target, waiter);
        } catch (LocalFault fault) {
            end(CloseCause.NO_ROUTE);
        }
    }

    private void create(RelayChannel channel, Create2 create) {
        waiter = null;
        if (isOver()) {
            return; // closed by what another one did that waited for the same channel
        }
        NextLeg made = new NextLeg(this);
        if (!channel.attachNew(made, table.onwardMarks())) {
            end(CloseCause.RESOURCE_LIMIT);
            return;
        }
        leg = made;
        stands(OnwardState.CREATING);
        Cell cell = table.blank().header(made.id(), CellCommand.CREATE2);
        create.write(cell.bytes, Cell.HEADER);
        made.queue().append(cell, table.loop().now());
    }

    /** The next relay answered: EXTENDED2 tells the client. */
    final void created(int command, byte[] array, int offset) {
        if (state != OnwardState.CREATING || command != CellCommand.CREATED2) {
            end(CloseCause.PEER_FAULT);
            return;
        }
        try {
            extended(Created2.parse(array, offset + Cell.HEADER, Cell.PAYLOAD));
        } catch (MalformedCell malformed) {
            end(CloseCause.PEER_FAULT);
        }
    }

    private void extended(Created2 created) {
        if (created.handshake().length > Created2.MAX_EXTENDED) {
            end(CloseCause.PEER_FAULT);
            return;
        }
        stands(OnwardState.EXTENDED);
        byte[] body = new byte[2 + created.handshake().length];
        byte[] payload = table.message(RelayCommand.EXTENDED2, 0, body, 0, created.write(body, 0));
        originate(payload, 0, table.loop().now());
    }

    // ---- the end --------------------------------------------------------------------------------------------------

    /** Lets go of everything onward, telling the next relay {@code reason}. */
    final void letGo(int reason) {
        if (waiter != null) {
            table.channels().forget(waiter);
            waiter = null;
        }
        if (leg != null) {
            leg.channel().shared(prevChannel(), carried());
            leg.channel().destroy(leg, reason);
            leg = null;
        }
        state = OnwardState.NONE;
    }

    /** From now on {@code others} hold for its queue, if it has one. */
    final void marks(QueueMarks others) {
        if (leg != null) {
            leg.queue().marks(others);
        }
    }

    // ---- what it is -----------------------------------------------------------------------------------------------

    final CircuitTable table() {
        return table;
    }

    /** Where the next relay is; null while nobody was asked. */
    final NextLeg leg() {
        return leg;
    }

    final OnwardState state() {
        return state;
    }

    /** How many cells wait for the next relay. */
    final int queued() {
        return leg == null ? 0 : leg.queue().cells();
    }

    /** Since when the first of them waits; Long.MAX_VALUE when there is none. */
    final long queuedSince() {
        return leg == null ? Long.MAX_VALUE : leg.queue().oldestAt();
    }
}
