package org.tropea.core.origin;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.tropea.cell.Cell;
import org.tropea.cell.CellCommand;
import org.tropea.cell.DestroyReason;
import org.tropea.cell.RelayCell;
import org.tropea.cell.RelayCommand;
import org.tropea.core.channel.RelayChannel;
import org.tropea.core.circuit.CircuitState;
import org.tropea.core.circuit.CircuitStatus;
import org.tropea.core.circuit.Holder;
import org.tropea.core.circuitmux.QueueMarks;
import org.tropea.core.conn.Why;
import org.tropea.crypto.Randomness;
import org.tropea.crypto.relay.RelayCrypto;
import org.tropea.flow.edge.Stream;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.fault.PeerFault;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.origin.CircuitEvents;
import org.tropea.flow.origin.ClientEdge;
import org.tropea.flow.origin.Hop;
import org.tropea.flow.origin.OriginCircuit;
import org.tropea.flow.scope.RouterScope;

/**
 * A circuit that begins here (tor-spec 5): built hop by hop over a channel to the first, with one layer of encryption for
 * each hop; cells go out by that channel's queue as all others do. Owned by its {@link OriginTable}, touched only by its
 * loop. States: {@link OriginState}.
 */
final class ClientCircuit extends OriginCircuit implements Holder {
    /** How many RELAY_EARLY cells a relay lets pass (tor-spec 5.6). */
    private static final int MAX_RELAY_EARLY = 8;

    private final OriginTable table;
    private final long number;
    private final CircuitEvents events;
    private final List<Hop> path;
    private final OriginHops hops = new OriginHops();
    private OriginState state = OriginState.CONNECTING;
    private FirstChannel channel;
    private OriginLeg leg;
    private HopHandshake handshake;
    /** One less now and then, so that their number tells nothing of the path, as C tor does. */
    private int earlyLeft = MAX_RELAY_EARLY - (int) Randomness.between(0, 2);

    private long startedAt;
    private long cellsOut;
    private long cellsIn;
    private boolean unusedPosted;

    ClientCircuit(OriginTable table, long number, List<Hop> path, CircuitEvents events) {
        this.table = table;
        this.number = number;
        this.path = new ArrayList<>(path);
        this.events = events;
    }

    // ---- building -------------------------------------------------------------------------------------------------

    /** Looks for a channel to the first hop; the first thing in the loop. */
    void start() {
        startedAt = loop().now();
        channel = new FirstChannel(this, table.channels());
        channel.ask(path.get(0).target());
    }

    /** There is a channel to the first hop. */
    void connected(RelayChannel first) {
        OriginLeg made = new OriginLeg(this);
        if (!first.attachNew(made, table.circuits().onwardMarks())) {
            close(CloseCause.RESOURCE_LIMIT);
            return;
        }
        leg = made;
        state = OriginState.BUILDING;
        tell(events::connected);
        nextHop();
    }

    private void nextHop() {
        if (state == OriginState.CLOSED) {
            return;
        }
        if (hops.size() == path.size()) {
            state = OriginState.BUILT;
            tell(events::built);
            return;
        }
        state = OriginState.BUILDING;
        handshake = new HopHandshake(this, path.get(hops.size()));
        handshake.start(hops.last());
    }

    /** CREATED2 or CREATED_FAST came; see {@link org.tropea.core.channel.Leg}. */
    void created(int command, byte[] array, int offset) {
        try {
            if (handshake == null || hops.size() > 0) {
                throw new PeerFault("CREATED on a circuit that was created");
            }
            handshake.created(command, array, offset + Cell.HEADER);
        } catch (PeerFault fault) {
            close(fault.cause());
        }
    }

    private void extended(OriginHop from, byte[] array, int data, int length) throws PeerFault {
        if (handshake == null || from != hops.last()) {
            throw new PeerFault("EXTENDED2 from " + from + ", which was not asked for it");
        }
        handshake.answer(array, data, length);
    }

    /** {@code hop} proved who it is, and shares {@code crypto} with us. */
    void answered(Hop hop, RelayCrypto crypto) {
        handshake = null;
        hops.add(new OriginHop(this, hops.size(), hop, crypto));
        int now = hops.size();
        tell(() -> events.extended(now));
        nextHop();
    }

    @Override
    public void extend(Hop hop) {
        if (hop.isFast()) {
            throw new IllegalArgumentException("circuit " + number + " cannot extend to " + hop + " by CREATE_FAST");
        }
        if (state != OriginState.CLOSED) {
            path.add(hop);
            if (state == OriginState.BUILT) {
                nextHop();
            }
        }
    }

    // ---- cells out ------------------------------------------------------------------------------------------------

    /** Sends {@code hop} a relay message with {@code length} bytes at {@code data[offset]}, which are copied. */
    void originate(OriginHop hop, int relayCommand, int streamId, byte[] data, int offset, int length) {
        if (state == OriginState.CLOSED) {
            return;
        }
        boolean extend = relayCommand == RelayCommand.EXTEND2;
        boolean early = earlyLeft > 0 && (extend || hop.index() > 0);
        if (extend && !early) {
            close(CloseCause.RESOURCE_LIMIT); // a relay would drop it
            return;
        }
        earlyLeft -= early ? 1 : 0;
        table.circuits().totals().originatedOne();
        Cell cell = table.circuits().pool().take();
        byte[] payload = table.circuits().message(relayCommand, streamId, data, offset, length);
        table.skin().wrap(hops, hop.index(), payload, cell);
        send(cell, early ? CellCommand.RELAY_EARLY : CellCommand.RELAY);
    }

    /** Queues {@code cell}, whose payload is in place, for the first hop. */
    void send(Cell cell, int command) {
        cellsOut++;
        cell.header(leg.id(), command);
        if (!leg.queue().append(cell, loop().now())) {
            close(CloseCause.RESOURCE_LIMIT);
        }
    }

    // ---- cells in -------------------------------------------------------------------------------------------------

    /** A relay cell stands at {@code array[offset]}: peels it, and gives its message to the hop it is from. */
    void cellIn(byte[] array, int offset, boolean early) {
        if (early) {
            close(CloseCause.PEER_FAULT);
            return;
        }
        cellsIn++;
        OriginHop from = table.skin().peel(hops, array, offset + Cell.HEADER);
        if (from == null) {
            close(CloseCause.PEER_FAULT); // also when it comes before the first hop has answered
            return;
        }
        table.circuits().totals().deliveredOne();
        try {
            take(from, table.skin().message(from));
        } catch (PeerFault fault) {
            close(fault.cause());
        }
    }

    private void take(OriginHop from, byte[] message) throws PeerFault {
        int command = RelayCell.command(message, 0);
        int length = RelayCell.length(message, 0);
        if (length > RelayCell.DATA_MAX) {
            throw new PeerFault("a relay cell of " + length + " bytes, accepted are up to " + RelayCell.DATA_MAX);
        }
        switch (command) {
            case RelayCommand.EXTENDED2 -> extended(from, message, RelayCell.HEADER, length);
            case RelayCommand.TRUNCATED ->
                destroyed(length == 0 ? DestroyReason.NONE : message[RelayCell.HEADER] & 0xff);
            case RelayCommand.DROP -> {
                // Padding, which is for nobody.
            }
            default -> from.edge().take(command, RelayCell.streamId(message, 0), message, RelayCell.HEADER, length);
        }
    }

    /** The first hop destroyed it, or some hop told that what is behind it is gone: what is left is of no use. */
    void destroyed(int reason) {
        close(CloseCause.PEER_DESTROYED, reason);
    }

    // ---- streams --------------------------------------------------------------------------------------------------

    @Override
    public Stream open(int command, byte[] body, int hop, ClientEdge edge) {
        if (state == OriginState.CLOSED || hop < 1 || hop > hops.size()) {
            return null;
        }
        if (command != RelayCommand.BEGIN && command != RelayCommand.BEGIN_DIR && command != RelayCommand.RESOLVE) {
            throw new IllegalArgumentException(
                    RelayCommand.name(command) + " opens no stream; BEGIN, BEGIN_DIR and RESOLVE do");
        }
        return hops.get(hop - 1).edge().open(command, body, edge);
    }

    /** One hop has no streams left; whether others have is looked at when nobody is in the midst of anything. */
    void streamLeft() {
        if (!unusedPosted && state != OriginState.CLOSED) {
            unusedPosted = true;
            loop().execute(this::tellUnused);
        }
    }

    private void tellUnused() {
        unusedPosted = false;
        if (state != OriginState.CLOSED && streams() == 0) {
            tell(events::unused);
        }
    }

    /** The queue to the first hop is full. */
    void pause() {
        hops.pause();
    }

    /** The queue to the first hop is at its low mark. */
    void resume() {
        try {
            hops.resume();
        } catch (RuntimeException bug) {
            table.failed(bug); // the scheduler, in whose run this is, has no part in it
            close(CloseCause.BUG);
        }
    }

    boolean queueFull() {
        return leg.queue().isFull();
    }

    void marks(QueueMarks others) {
        if (leg != null) {
            leg.queue().marks(others);
        }
    }

    // ---- the end --------------------------------------------------------------------------------------------------

    @Override
    public void close(CloseCause cause) {
        close(cause, DestroyReason.NONE);
    }

    private void close(CloseCause cause, int reason) {
        if (state == OriginState.CLOSED) {
            return;
        }
        state = OriginState.CLOSED;
        handshake = null;
        if (channel != null) {
            channel.forget();
        }
        if (leg != null) {
            leg.channel().destroy(leg, DestroyReason.NONE); // why, is nobody's business
        }
        hops.closed(cause);
        table.closed(this, cause);
        tell(() -> events.closed(cause, reason, hops.size()));
    }

    private void tell(Runnable event) {
        try {
            event.run();
        } catch (RuntimeException | LinkageError bug) {
            table.failed(bug);
            close(CloseCause.BUG);
        }
    }

    // ---- what it is -----------------------------------------------------------------------------------------------

    OriginTable table() {
        return table;
    }

    OriginHops answered() {
        return hops;
    }

    @Override
    public long id() {
        return number;
    }

    @Override
    public EventLoop loop() {
        return table.loop();
    }

    @Override
    public RouterScope router() {
        return table.router();
    }

    @Override
    public List<Hop> path() {
        return List.copyOf(path);
    }

    @Override
    public int hops() {
        return hops.size();
    }

    @Override
    public boolean isBuilt() {
        return state == OriginState.BUILT;
    }

    @Override
    public boolean isClosed() {
        return state == OriginState.CLOSED;
    }

    @Override
    public int streams() {
        return hops.streams();
    }

    @Override
    public int cells() {
        return leg == null ? 0 : leg.queue().cells();
    }

    @Override
    public long bytesHeld() {
        return hops.bytesHeld();
    }

    @Override
    public long oldestAt() {
        return Math.min(leg == null ? Long.MAX_VALUE : leg.queue().oldestAt(), hops.oldestAt());
    }

    /** A snapshot for people and tests. */
    CircuitStatus status() {
        return new CircuitStatus(
                number,
                state == OriginState.CLOSED ? CircuitState.CLOSED : CircuitState.OPEN,
                state.onward(),
                0,
                0,
                leg == null ? 0 : leg.channel().id(),
                leg == null ? 0 : leg.id(),
                cellsOut,
                cellsIn,
                0,
                cells(),
                streams(),
                (loop().now() - startedAt) / 1_000_000_000L,
                path.stream().map(Hop::toString).collect(Collectors.joining(" ")));
    }

    /** What its building waits for; when it is built, why its streams do not flow. */
    List<Why> why(long now) {
        boolean waits = state == OriginState.CONNECTING || state == OriginState.BUILDING;
        int next = hops.size();
        return waits ? List.of(Waits.of(state, path.get(next), next + 1, now - startedAt)) : hops.why(now);
    }

    @Override
    public String toString() {
        return "circuit " + number + " by " + path;
    }
}
