package org.tropea.core.circuit;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.tropea.cell.Cell;
import org.tropea.cell.CellCommand;
import org.tropea.cell.CellPool;
import org.tropea.cell.Create2;
import org.tropea.cell.DestroyReason;
import org.tropea.cell.MalformedCell;
import org.tropea.cell.RelayCell;
import org.tropea.core.channel.ChannelTable;
import org.tropea.core.channel.CircuitCommands;
import org.tropea.core.channel.RelayChannel;
import org.tropea.core.circuitmux.CellAccount;
import org.tropea.core.circuitmux.QueueMarks;
import org.tropea.core.slot.Bugs;
import org.tropea.crypto.relay.RelayCrypto;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.loop.LoopGroup;
import org.tropea.net.keys.RouterKeys;
import org.tropea.net.option.Options;
import org.tropea.net.params.Param;
import org.tropea.net.params.Params;

/**
 * A router's circuits in one loop: makes them when peers ask, within limits, and knows them all. Owned by the pipeline,
 * touched only by the loop.
 */
public final class CircuitTable implements CircuitCommands {
    /** How often the bytes in buffers are looked at, in ns: what a fast peer sends meanwhile is too much at most. */
    private static final long LOOK_INTERVAL = 100_000_000L;

    /** Numbers are unique in the router, though each loop counts its own. */
    private static final int LOOP_SHIFT = 40;

    /** What a circuit without queued cells costs, ciphers and digests included, rounded up; in bytes. */
    private static final int CIRCUIT_BYTES = 16 << 10;

    private static final int FEWEST_CIRCUITS = 1_000;

    private final EventLoop loop;
    private final ChannelTable channels;
    private final CellAccount account;
    private final RecognizedCells recognizedCells;
    private final Bugs bugs;
    private static final Param LATE_EXTENDS = Param.flag("AllowNonearlyExtend", false);

    private final Map<Long, Circuit> circuits = new LinkedHashMap<>();
    /** Halves of circuits of other loops. */
    private final Map<Long, FarOnward> onwards = new LinkedHashMap<>();

    private final CircuitTotals totals = new CircuitTotals();
    private final PaddingSource padding = new PaddingSource();
    private final byte[] scratch = new byte[RelayCrypto.PAYLOAD_LEN];
    private final Extension extension;
    private final RelayMessages messages;
    private final OnionHandshakes handshakes;
    private final MemoryLimit memory;
    private CircuitTables tables;
    private QueueMarks marks = QueueMarks.DEFAULT;
    private QueueMarks onwardMarks = QueueMarks.DEFAULT;
    private long mostCircuits;
    private boolean hibernating;
    private boolean closed;
    private final AtomicLong made;

    /** A table without circuits that takes new ones from {@code channels}; {@code account} is the channels' too. */
    public CircuitTable(
            EventLoop loop,
            LoopGroup workers,
            RouterKeys keys,
            Options options,
            CellAccount account,
            ChannelTable channels,
            RecognizedCells recognizedCells,
            Bugs bugs) {
        this.loop = loop;
        this.channels = channels;
        this.account = account;
        this.recognizedCells = recognizedCells;
        this.bugs = bugs;
        this.made = new AtomicLong((long) loop.index() << LOOP_SHIFT);
        this.extension = new Extension(keys.rsaId());
        this.messages = new RelayMessages(extension, recognizedCells);
        this.handshakes = new OnionHandshakes(this, workers, keys);
        this.memory = new MemoryLimit(loop, account, List.of(circuits.values(), onwards.values()));
        reload(options);
        channels.start(this);
        loop.schedule(LOOK_INTERVAL, this::look);
    }

    /** The router has more loops, which {@code all} connects; before any circuit is made. */
    public void join(CircuitTables all) {
        tables = all;
        memory.share(all.memory());
        all.put(loop.index(), this);
    }

    /** Takes over ExtendAllowPrivateAddresses and MaxMemInQueues. */
    public void reload(Options options) {
        extension.allowPrivate(options.flag("ExtendAllowPrivateAddresses"));
        memory.reload(options);
        mostCircuits = Math.max(FEWEST_CIRCUITS, memory.limit() / CIRCUIT_BYTES);
    }

    /** The network has {@code params} now: marks and limits of all queues, and whether EXTEND2 must be early. */
    public void network(Params params) {
        messages.lateExtends(params.is(LATE_EXTENDS));
        marks = QueueMarks.towardsClients(params);
        onwardMarks = QueueMarks.awayFromClients(params);
        circuits.values().forEach(circuit -> circuit.marks(marks, onwardMarks));
        onwards.values().forEach(onward -> onward.marks(onwardMarks));
    }

    /** Sets the marks of the queues of circuits made from now on. */
    public void queueMarks(QueueMarks queueMarks) {
        marks = queueMarks;
        onwardMarks = queueMarks;
    }

    /** Sets who tells the bytes that count for MaxMemInQueues and are not cells in queues: buffers. */
    public void bytesElsewhere(LongSupplier bytes) {
        memory.elsewhere(bytes);
    }

    /** What {@code more} hold counts for MaxMemInQueues too, and may be closed to stay below it. */
    public void alsoHold(Collection<? extends Holder> more) {
        memory.alsoHold(more);
    }

    // ---- commands -------------------------------------------------------------------------------------------------

    @Override
    public void create(RelayChannel channel, int id, int command, byte[] array, int offset, long now) {
        int refusal = refusal(channel, command);
        if (refusal != DestroyReason.NONE) {
            channel.destroy(id, refusal);
        } else if (command == CellCommand.CREATE_FAST) {
            handshakes.fast(newCircuit(channel, id), array, offset + Cell.HEADER);
        } else {
            create2(channel, id, array, offset + Cell.HEADER);
        }
    }

    /** Why no circuit is made; CREATE is the TAP handshake, which nobody takes any more. */
    private int refusal(RelayChannel channel, int command) {
        if (hibernating) {
            return DestroyReason.HIBERNATING;
        }
        if (command == CellCommand.CREATE) {
            return DestroyReason.PROTOCOL;
        }
        boolean greedy = channel.isClient() && channel.mux().circuits() >= mostCircuits / 4;
        int inAll = tables == null ? circuits.size() : tables.memory().circuits();
        return greedy || inAll >= mostCircuits ? DestroyReason.RESOURCELIMIT : DestroyReason.NONE;
    }

    private void create2(RelayChannel channel, int id, byte[] array, int payload) {
        Create2 create;
        try {
            create = Create2.parse(array, payload, Cell.PAYLOAD);
        } catch (MalformedCell malformed) {
            channel.destroy(id, DestroyReason.PROTOCOL);
            return;
        }
        if (create.type() == Create2.NTOR) {
            handshakes.ntor(newCircuit(channel, id), create);
        } else {
            channel.destroy(id, DestroyReason.PROTOCOL);
        }
    }

    private Circuit newCircuit(RelayChannel channel, int id) {
        Circuit circuit = new Circuit(this, newNumber(), channel, id);
        circuits.put(circuit.number(), circuit);
        counted(1);
        return circuit;
    }

    @Override
    public void cellDone(long now) {
        if (account.isOver()) {
            memory.relieveOnce(now);
        }
    }

    @Override
    public void failed(RuntimeException bug) {
        bugs.report("circuits", bug);
    }

    private void counted(int change) {
        if (tables != null) {
            tables.memory().circuits(change);
        }
    }

    /** The onward half of another loop's circuit lives here now. */
    void add(FarOnward onward) {
        onwards.put(onward.number(), onward);
    }

    void remove(FarOnward onward) {
        onwards.remove(onward.number(), onward);
    }

    void closed(Circuit circuit, CloseCause cause) {
        circuits.remove(circuit.number());
        counted(-1);
        totals.closed(cause);
        recognizedCells.closed(circuit, cause);
    }

    // ---- life -----------------------------------------------------------------------------------------------------

    private void look() {
        if (!closed) {
            memory.look();
            loop.schedule(LOOK_INTERVAL, this::look);
        }
    }

    /** From now on CREATE is answered with DESTROY(HIBERNATING); circuits that exist go on. */
    public void hibernate() {
        hibernating = true;
    }

    /** Closes every circuit and makes no more. */
    public void close(CloseCause cause) {
        hibernating = true;
        closed = true;
        List.copyOf(circuits.values()).forEach(circuit -> circuit.close(cause));
        List.copyOf(onwards.values()).forEach(onward -> onward.end(cause));
    }

    /** Closes circuit {@code number}; returns whether it was there. */
    public boolean close(long number, CloseCause cause) {
        Circuit found = circuits.get(number);
        if (found != null) {
            found.close(cause);
        }
        return found != null;
    }

    // ---- what there is --------------------------------------------------------------------------------------------

    /** How many circuits there are. */
    @Override
    public int size() {
        return circuits.size();
    }

    /** The circuit with {@code number}; null when there is none. */
    public Circuit circuit(long number) {
        return circuits.get(number);
    }

    /** What was attached to circuits and is a {@code kind}. */
    public <T> List<T> attachments(Class<T> kind) {
        return circuits.values().stream()
                .map(Circuit::attachment)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    /** A snapshot of each circuit, for people and tests. */
    public List<CircuitStatus> status() {
        return circuits.values().stream().map(Circuit::status).toList();
    }

    /** A snapshot of the onward halves of other loops' circuits that are here. */
    public List<FarStatus> farStatus() {
        return onwards.values().stream().map(FarOnward::status).toList();
    }

    /** The number of the channel on which circuit {@code number} of another loop goes on; 0 when it does not here. */
    public long onwardChannel(long number) {
        FarOnward onward = onwards.get(number);
        return onward == null || onward.channel() == null ? 0 : onward.channel().id();
    }

    /** How many halves of other loops' circuits are here. */
    public int onwards() {
        return onwards.size();
    }

    /** What the circuits did so far. */
    public CircuitTotals totals() {
        return totals;
    }

    /** The number of a new circuit, unique in the router. Any thread. */
    public long newNumber() {
        return made.incrementAndGet();
    }

    /** Its loop. */
    public EventLoop loop() {
        return loop;
    }

    /** The loop's channels. */
    public ChannelTable channels() {
        return channels;
    }

    RecognizedCells recognizedCells() {
        return recognizedCells;
    }

    RelayMessages messages() {
        return messages;
    }

    MemoryLimit memory() {
        return memory;
    }

    /** The marks of queues towards clients. */
    QueueMarks marks() {
        return marks;
    }

    /** The marks of queues away from clients. */
    public QueueMarks onwardMarks() {
        return onwardMarks;
    }

    /** What connects it with the router's other tables; null where there are none. */
    CircuitTables tables() {
        return tables;
    }

    /** Where the loop's cells come from. */
    public CellPool pool() {
        return account.pool();
    }

    /** A plain relay message with the {@code length} bytes at {@code data[offset]}, padded; valid until the next one. */
    public byte[] message(int relayCommand, int streamId, byte[] data, int offset, int length) {
        System.arraycopy(data, offset, scratch, RelayCell.HEADER, length);
        RelayCell.header(scratch, 0, relayCommand, streamId, length);
        padding.fill(scratch, RelayCell.HEADER + length);
        return scratch;
    }

    /** A pooled cell of zeros. */
    public Cell blank() {
        Cell cell = account.pool().take();
        Arrays.fill(cell.bytes, (byte) 0);
        return cell;
    }
}
