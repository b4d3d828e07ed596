package org.tropea.core.edge;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.tropea.cell.IntMap;
import org.tropea.cell.MalformedCell;
import org.tropea.cell.RelayCell;
import org.tropea.cell.RelayCommand;
import org.tropea.cell.Sendme;
import org.tropea.core.circuit.RelayEnd;
import org.tropea.core.conn.Watchdog;
import org.tropea.core.conn.Watched;
import org.tropea.core.conn.Why;
import org.tropea.flow.congestion.CircuitCongestion;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.fault.PeerFault;

/**
 * The end of one circuit, or of one hop of a circuit that begins here: its streams by id, its windows, and the digests
 * that the peer's SENDMEs must show (tor-spec 7.3.1). Who begins streams is up to the subclass. Touched only by the
 * circuit's loop. The windows are of the policy in force when they are first needed; without one no stream opens.
 */
abstract class CircuitEdge implements Watched {
    private static final byte[] NO_BODY = {};

    private final Edges edges;
    private final RelayEnd circuit;
    private final IntMap<EdgeStream> streams = new IntMap<>();
    /** The streams again, for turns at packaging; the next one is at {@link #nextTurn}, or at the front. */
    private final List<EdgeStream> turns = new ArrayList<>();

    private final ArrayDeque<byte[]> awaited = new ArrayDeque<>();
    private final byte[] scratch = new byte[RelayCell.DATA_MAX];
    private CircuitCongestion congestion;
    private int nextTurn;

    CircuitEdge(Edges edges, RelayEnd circuit) {
        this.edges = edges;
        this.circuit = circuit;
    }

    /** A message of {@code command} came for {@code streamId}; a PeerFault closes the circuit. */
    abstract void take(int command, int streamId, byte[] array, int data, int length) throws PeerFault;

    /** A message of {@code command} came for a stream that is not there. */
    abstract void strayed(int command, int streamId);

    final boolean hasWindows() {
        if (congestion == null) {
            congestion = edges.windows(circuit);
        }
        return congestion != null;
    }

    void data(int streamId, byte[] array, int data, int length) throws PeerFault {
        if (!hasWindows()) {
            circuit.dropped();
            circuit.close(CloseCause.PROVIDER_GONE); // what nobody counted cannot be acknowledged later
            return;
        }
        if (congestion.delivered()) {
            byte[] acknowledged =
                    edges.sendmes().showsDigest() ? Sendme.encode(circuit.lastRecognizedDigest()) : NO_BODY;
            circuit.originate(RelayCommand.SENDME, 0, acknowledged, 0, acknowledged.length);
        }
        EdgeStream stream = streams.get(streamId);
        if (stream == null) {
            strayed(RelayCommand.DATA, streamId);
        } else {
            stream.deliver(array, data, length);
        }
    }

    void sendme(int streamId, byte[] array, int data, int length) throws PeerFault {
        if (streamId == 0) {
            circuitSendme(array, data, length);
            return;
        }
        EdgeStream stream = streams.get(streamId);
        if (stream == null) {
            strayed(RelayCommand.SENDME, streamId);
        } else {
            stream.congestion().sendmeReceived();
            stream.refresh();
        }
    }

    private void circuitSendme(byte[] array, int data, int length) throws PeerFault {
        edges.sendmes().require(Sendme.version(array, data, length));
        byte[] digest = awaited.poll();
        if (digest == null) {
            throw new PeerFault("a circuit SENDME for no cell of ours");
        }
        try {
            if (!Sendme.acknowledges(array, data, length, digest)) {
                throw new PeerFault("a circuit SENDME with a wrong digest");
            }
        } catch (MalformedCell malformed) {
            throw new PeerFault(malformed.getMessage());
        }
        congestion.sendmeReceived();
        resume();
    }

    final void add(EdgeStream stream) {
        streams.put(stream.id(), stream);
        turns.add(stream);
        edges.counted(1);
    }

    void end(int streamId, byte[] array, int data, int length) throws PeerFault {
        EdgeStream stream = streams.get(streamId);
        if (streamId != 0 && length == 0) {
            throw new PeerFault("END without a reason"); // as C tor 0.4.9.11 does; tor-spec 6.3 reads it as MISC
        }
        if (streamId == 0 || stream == null) {
            strayed(RelayCommand.END, streamId);
        } else {
            stream.endedByPeer(array, data, length);
        }
    }

    /** The circuit's window or queue has room again: streams get their turns, first the one after the last that had one. */
    public void resume() {
        List<EdgeStream> round = List.copyOf(turns); // a stream may end in its turn
        int first = nextTurn;
        for (int i = 0; i < round.size(); i++) {
            int at = (first + i) % round.size();
            if (round.get(at).refresh()) {
                nextTurn = at + 1;
            }
        }
    }

    /** The circuit is closed: tells every stream. */
    public void closed(CloseCause cause) {
        List.copyOf(turns).forEach(stream -> stream.ended(cause.endReason()));
        edges.ended(circuit);
    }

    /** The circuit's window or queue is full: no stream packages until {@link #resume}. */
    public void pause() {
        turns.forEach(EdgeStream::hold);
    }

    @Override
    public void watch(Watchdog dog) {
        turns.forEach(stream -> stream.watch(dog));
    }

    /** Why its streams do not flow. */
    public List<Why> why(long now) {
        return turns.stream().flatMap(stream -> stream.why(now).stream()).toList();
    }

    /** {@code stream} has ended. */
    void remove(EdgeStream stream) {
        streams.remove(stream.id());
        turns.remove(stream);
        edges.counted(-1);
    }

    /** The stream with {@code id}; null when there is none. */
    final EdgeStream stream(int id) {
        return streams.get(id);
    }

    final CircuitCongestion congestion() {
        return congestion;
    }

    /** Sends one DATA cell with {@link #scratch()}'s first {@code length} bytes. */
    void sendData(int streamId, int length) {
        circuit.originate(RelayCommand.DATA, streamId, scratch, 0, length);
        if (congestion.packaged()) {
            awaited.add(circuit.lastOriginatedDigest());
        }
        if (!congestion.mayPackage()) {
            pause();
        }
    }

    /** The bytes in the buffers of its streams' connections. */
    public long bytesHeld() {
        long bytes = 0;
        for (EdgeStream stream : turns) {
            bytes += stream.bytesHeld();
        }
        return bytes;
    }

    /** When the oldest of them came; Long.MAX_VALUE when there are none. */
    public long oldestAt() {
        long oldest = Long.MAX_VALUE;
        for (EdgeStream stream : turns) {
            oldest = Math.min(oldest, stream.oldestAt());
        }
        return oldest;
    }

    /** How many streams there are. */
    public int size() {
        return turns.size();
    }

    /** A snapshot of each stream. */
    public List<StreamStatus> status() {
        return turns.stream().map(EdgeStream::status).toList();
    }

    boolean windowOpen() {
        return congestion.mayPackage();
    }

    boolean queueFull() {
        return circuit.queueFull();
    }

    byte[] scratch() {
        return scratch;
    }

    RelayEnd circuit() {
        return circuit;
    }

    Edges edges() {
        return edges;
    }
}
