package org.tropea.core.circuit;

import org.tropea.cell.Cell;
import org.tropea.cell.Create2;
import org.tropea.core.channel.RelayChannel;
import org.tropea.core.exchange.Exchange;
import org.tropea.core.exchange.Passage;
import org.tropea.crypto.relay.RelayLayer;
import org.tropea.flow.channel.ChannelTarget;
import org.tropea.flow.fault.CloseCause;

/**
 * The onward half of a circuit whose next relay is reached from another loop than its client: it owns the layer towards
 * the client from its making until the circuit closes or is truncated. {@link Crossing} is its face in the circuit's
 * loop, which makes it; all else happens in the loop of the next channel. There it is known to the table until it is over.
 */
final class FarOnward extends Onward implements Holder {
    private final Circuit circuit;
    private final Crossing crossing;
    private final Exchange back;
    private final Passage towardsClient;
    private final long prevChannel;
    private long carried;
    private boolean over;

    /** Cells of the client's, peeled, that go on. */
    final Passage onwards = new Passage() {
        @Override
        protected void arrived(Cell cell, long now) {
            onwards(cell, now);
        }

        @Override
        protected void failed(RuntimeException bug) {
            end(CloseCause.BUG);
        }
    };

    /** Messages to the client, in plain text, that the circuit's end here made. */
    final Passage originals = new Passage() {
        @Override
        protected void arrived(Cell cell, long now) {
            if (!over) {
                originate(cell.bytes, Cell.HEADER, now);
            }
            table().pool().give(cell);
        }

        @Override
        protected void failed(RuntimeException bug) {
            end(CloseCause.BUG);
        }
    };

    /** In the loop of {@code table}; what goes back to {@code circuit} takes the way {@code back}. */
    FarOnward(CircuitTable table, Circuit circuit, Crossing crossing, Exchange back, RelayLayer layer) {
        super(table);
        this.circuit = circuit;
        this.crossing = crossing;
        this.back = back;
        this.towardsClient = crossing.towardsClient;
        this.prevChannel = circuit.prev().channel().id();
        layer(layer);
    }

    /** Begins, in its loop. */
    void start(ChannelTarget target, Create2 create) {
        table().add(this);
        try {
            extend(target, create);
        } finally {
            table().tables().peers().arrived(target, table().loop().index());
        }
    }

    private void onwards(Cell cell, long now) {
        carried++;
        if (over || leg() == null) {
            table().pool().give(cell);
            end(CloseCause.PEER_FAULT); // a cell for a relay that was not reached yet
        } else if (!leg().queue().append(cell.header(leg().id(), cell.command()), now)) {
            end(CloseCause.RESOURCE_LIMIT);
        }
    }

    @Override
    void towardsClient(Cell cell, long now) {
        carried++;
        if (!back.send(towardsClient, cell, table().marks().limit())) {
            end(CloseCause.RESOURCE_LIMIT);
        }
    }

    @Override
    void stands(OnwardState now) {
        super.stands(now);
        back.post(() -> crossing.stands(now));
    }

    /** Truncated: the layer goes home, behind all cells that went through it here. */
    void giveBack(int reason) {
        if (!over) {
            over(reason);
            back.post(() -> crossing.returned(layer()));
        }
    }

    /** The circuit closed. */
    void closed(int reason) {
        if (!over) {
            over(reason);
        }
    }

    @Override
    void end(CloseCause cause) {
        if (!over) {
            over(cause.destroyReason());
            back.post(() -> circuit.close(cause));
        }
    }

    private void over(int reason) {
        over = true;
        letGo(reason);
        table().remove(this);
    }

    @Override
    long prevChannel() {
        return prevChannel;
    }

    @Override
    long carried() {
        return carried;
    }

    @Override
    boolean isOver() {
        return over;
    }

    // ---- what it is -----------------------------------------------------------------------------------------------

    /** The number of its circuit. */
    long number() {
        return circuit.number();
    }

    /** The channel to the next relay; null while there is none. */
    RelayChannel channel() {
        return leg() == null ? null : leg().channel();
    }

    FarStatus status() {
        return new FarStatus(number(), leg() == null ? 0 : channel().id(), leg() == null ? 0 : leg().id(), queued());
    }

    @Override
    public int cells() {
        return queued();
    }

    @Override
    public long oldestAt() {
        return queuedSince();
    }

    @Override
    public long bytesHeld() {
        return 0;
    }

    @Override
    public void close(CloseCause cause) {
        end(cause);
    }
}
