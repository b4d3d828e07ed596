package org.tropea.core.edge;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.tropea.cell.EndReason;
import org.tropea.cell.IntMap;
import org.tropea.cell.MalformedCell;
import org.tropea.cell.RelayCell;
import org.tropea.cell.RelayCommand;
import org.tropea.cell.Resolved;
import org.tropea.cell.Sendme;
import org.tropea.core.circuit.Circuit;
import org.tropea.core.conn.Watchdog;
import org.tropea.core.conn.Watched;
import org.tropea.core.conn.Why;
import org.tropea.flow.congestion.CircuitCongestion;
import org.tropea.flow.edge.EdgeType;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.fault.PeerFault;

/**
 * The end of one circuit: its streams by id, its windows, and the digests that the peer's SENDMEs must show (tor-spec
 * 7.3.1). Touched only by the circuit's loop. The windows are of the policy in force when they are first needed; without
 * one no stream opens.
 */
final class CircuitEdge implements Watched {
    private final Edges edges;
    private final Circuit circuit;
    private final IntMap<EdgeStream> streams = new IntMap<>();
    /** The streams again, for turns at packaging; the next one is at {@link #nextTurn}, or at the front. */
    private final List<EdgeStream> turns = new ArrayList<>();

    private final ArrayDeque<byte[]> awaited = new ArrayDeque<>();
    private final byte[] scratch = new byte[RelayCell.DATA_MAX];
    private CircuitCongestion congestion;
    private int nextTurn;

    CircuitEdge(Edges edges, Circuit circuit) {
        this.edges = edges;
        this.circuit = circuit;
    }

    private boolean hasWindows() {
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
            byte[] acknowledged = Sendme.encode(circuit.lastRecognizedDigest());
            circuit.originate(RelayCommand.SENDME, 0, acknowledged, 0, acknowledged.length);
        }
        EdgeStream stream = streams.get(streamId);
        if (stream == null) {
            circuit.dropped();
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
            circuit.dropped();
        } else {
            stream.congestion().sendmeReceived();
            stream.refresh();
        }
    }

    private void circuitSendme(byte[] array, int data, int length) throws PeerFault {
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

    void begin(int command, int streamId, byte[] array, int data, int length) throws PeerFault {
        if (streamId == 0 || streams.get(streamId) != null) {
            circuit.dropped();
            return;
        }
        EdgeType type = edges.types().of(command);
        int refusal = refusal(command, type);
        if (refusal != 0) {
            refuse(command, streamId, refusal);
            return;
        }
        EdgeStream stream = new EdgeStream(this, command, streamId, congestion.stream());
        streams.put(streamId, stream);
        turns.add(stream);
        edges.counted(1);
        stream.open(type, array, data, length);
    }

    /** Why a stream is not even offered to its type: a reason for END, or 0. */
    private int refusal(int command, EdgeType type) {
        if (edges.hibernating()) {
            return EndReason.HIBERNATING;
        }
        if (command == RelayCommand.BEGIN && circuit.fromClient()) {
            return EndReason.TORPROTOCOL; // a relay is no one-hop proxy
        }
        if (type == null) {
            return edges.types().refusal(command);
        }
        return hasWindows() && !edges.isLeaving(circuit) ? 0 : EndReason.MISC; // clients try another circuit then
    }

    /** Answers {@code command} with END and {@code reason}, or with RESOLVED and an error that may go away. */
    void refuse(int command, int streamId, int reason) {
        if (command == RelayCommand.RESOLVE) {
            byte[] body = new Resolved().error(true, 0).encode();
            circuit.originate(RelayCommand.RESOLVED, streamId, body, 0, body.length);
        } else {
            circuit.originate(RelayCommand.END, streamId, new byte[] {(byte) reason}, 0, 1);
        }
    }

    void end(int streamId, byte[] array, int data, int length) throws PeerFault {
        EdgeStream stream = streams.get(streamId);
        if (streamId != 0 && length == 0) {
            throw new PeerFault("END without a reason"); // as C tor 0.4.9.11 does; tor-spec 6.3 reads it as MISC
        }
        if (streamId == 0 || stream == null) {
            circuit.dropped();
        } else {
            stream.ended(array[data] & 0xff);
        }
    }

    /** CONNECTED comes from the far side of a stream; a client that sends it on one of its own breaks the protocol. */
    void connected(int streamId) throws PeerFault {
        if (streams.get(streamId) != null) {
            throw new PeerFault("CONNECTED on a stream that ends here");
        }
        circuit.dropped();
    }

    /** The circuit's window or queue has room again: streams get their turns, first the one after the last that had one. */
    void resume() {
        List<EdgeStream> round = List.copyOf(turns); // a stream may end in its turn
        int first = nextTurn;
        for (int i = 0; i < round.size(); i++) {
            int at = (first + i) % round.size();
            if (round.get(at).refresh()) {
                nextTurn = at + 1;
            }
        }
    }

    /** Tells every stream. */
    void closed(CloseCause cause) {
        List.copyOf(turns).forEach(stream -> stream.ended(cause.endReason()));
    }

    /** The circuit's window or queue is full: no stream packages until {@link #resume}. */
    void pause() {
        turns.forEach(EdgeStream::hold);
    }

    @Override
    public void watch(Watchdog dog) {
        turns.forEach(stream -> stream.watch(dog));
    }

    /** Why its streams do not flow. */
    List<Why> why(long now) {
        return turns.stream().flatMap(stream -> stream.why(now).stream()).toList();
    }

    void remove(EdgeStream stream) {
        streams.remove(stream.id());
        turns.remove(stream);
        edges.types().closed(stream);
        edges.counted(-1);
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
    long bytesHeld() {
        long bytes = 0;
        for (EdgeStream stream : turns) {
            bytes += stream.bytesHeld();
        }
        return bytes;
    }

    /** When the oldest of them came; Long.MAX_VALUE when there are none. */
    long oldestAt() {
        long oldest = Long.MAX_VALUE;
        for (EdgeStream stream : turns) {
            oldest = Math.min(oldest, stream.oldestAt());
        }
        return oldest;
    }

    int size() {
        return turns.size();
    }

    List<StreamStatus> status() {
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

    Circuit circuit() {
        return circuit;
    }

    Edges edges() {
        return edges;
    }
}
