package org.tropea.core.channel;

import java.util.Map;
import org.tropea.cell.Cell;
import org.tropea.core.circuitmux.CircuitMux;
import org.tropea.core.circuitmux.MuxEvents;
import org.tropea.core.scheduler.ScheduledChannel;
import org.tropea.flow.channel.ChannelBackend;
import org.tropea.flow.circuitmux.CircuitMuxPolicyFactory;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.loop.TcpState;

/**
 * The way out of a channel: from its circuits' queues, when the scheduler says so, to its backend. Owned by its
 * {@link RelayChannel}, touched only by its loop.
 */
final class ChannelPort extends ScheduledChannel implements MuxEvents {
    private final ChannelTable table;
    private final RelayChannel channel;
    private final CircuitIds ids;
    private final CircuitMux mux;
    private ChannelBackend backend;
    private long cellsOut;

    /** {@code before} is what it was in another loop, and null for a new channel. */
    ChannelPort(ChannelTable table, RelayChannel channel, CircuitIds ids, ChannelPort before) {
        this.table = table;
        this.channel = channel;
        this.ids = ids;
        this.mux = new CircuitMux(table.account(), this);
        this.cellsOut = before == null ? 0 : before.cellsOut;
    }

    void backend(ChannelBackend made) {
        backend = made;
    }

    /** The queues of its circuits. */
    CircuitMux mux() {
        return mux;
    }

    /** How many cells went. */
    long cellsOut() {
        return cellsOut;
    }

    // ---- what its queues tell -------------------------------------------------------------------------------------

    @Override
    public void cellsWait() {
        table.scheduler().hasWaitingCells(this);
    }

    @Override
    public void destroySent(int circuitId) {
        ids.destroyed(circuitId);
    }

    /** From now on a product of {@code factory} decides which circuit sends; nobody when it is null. */
    void muxPolicy(CircuitMuxPolicyFactory factory) {
        mux.policy(factory);
        table.scheduler().show(this);
    }

    @Override
    public void policyFailed(Object factory, Throwable cause) {
        table.scheduler().show(this);
        table.muxPolicyFailed(channel, factory, cause);
    }

    @Override
    public void policyDecides(Object factory) {
        table.muxEvents().policyDecides(factory);
    }

    @Override
    public boolean canPick() {
        return mux.policy() != null;
    }

    // ---- what its backend tells -----------------------------------------------------------------------------------

    /** The backend has room where it had none. */
    void writable() {
        if (room() > 0) {
            table.scheduler().hasRoom(this);
        }
    }

    // ---- what its scheduler asks ----------------------------------------------------------------------------------

    @Override
    public long id() {
        return channel.id();
    }

    @Override
    public Map<String, Object> properties() {
        return channel.properties();
    }

    @Override
    public int cells() {
        return mux.sendable();
    }

    @Override
    public int room() {
        return channel.state() == ChannelState.OPEN ? backend.room() : 0;
    }

    @Override
    public double rank() {
        return mux.rank();
    }

    @Override
    public int bytesQueued() {
        return backend == null ? 0 : backend.bytesQueued();
    }

    @Override
    public boolean tcpState(TcpState into) {
        return backend == null ? into.unknown("the channel has no backend") : backend.tcpState(into);
    }

    // ---- cells out ------------------------------------------------------------------------------------------------

    @Override
    protected int move(int cells) {
        long now = table.loop().now();
        int most = Math.min(cells, room());
        int sent = 0;
        while (sent < most && channel.state() == ChannelState.OPEN) {
            Cell cell = mux.pickAndTake(now);
            if (cell == null) {
                break;
            }
            write(cell);
            sent++;
        }
        cellsOut += sent;
        return sent;
    }

    private void write(Cell cell) {
        try {
            backend.write(cell.bytes);
        } catch (RuntimeException | LinkageError bug) {
            broken(bug);
        } finally {
            table.account().pool().give(cell);
        }
    }

    @Override
    public void flushBackend() {
        if (channel.state() == ChannelState.OPEN) {
            try {
                backend.flush();
            } catch (RuntimeException | LinkageError bug) {
                broken(bug);
            }
        }
    }

    /** The backend failed in a scheduler's run, which goes on for the other channels. */
    private void broken(Throwable bug) {
        table.failed(bug);
        channel.close(CloseCause.BUG);
    }
}
