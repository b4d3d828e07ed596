package org.tropea.flow.origin;

import org.tropea.cell.EndReason;
import org.tropea.cell.RelayCommand;
import org.tropea.flow.edge.LinkedEdge;
import org.tropea.flow.edge.Stream;
import org.tropea.flow.fault.LocalFault;

/**
 * A stream opened here whose bytes a connection of this same process sends and receives: so directory requests travel by
 * BEGIN_DIR (tor-spec 6.2.1). Touched only by the circuit's loop.
 */
public final class LinkedStream implements ClientEdge {
    private static final byte[] NO_BODY = {};

    private LinkedEdge edge;
    private boolean ended;

    private LinkedStream() {}

    /**
     * Opens a stream by BEGIN_DIR at hop {@code hop} of {@code circuit} and links it with a new connection of {@code type},
     * which is opened with {@code attachment}. What that connection sends waits until the far side has answered; when the
     * stream ends, also before, it gets the end of the stream and closes. LocalFault when the circuit takes no stream
     * ({@link OriginCircuit#open(int, byte[], int, ClientEdge)}) or the type's bundle is away.
     */
    public static Stream beginDir(OriginCircuit circuit, int hop, String type, Object attachment) throws LocalFault {
        LinkedStream linked = new LinkedStream();
        Stream stream = circuit.open(RelayCommand.BEGIN_DIR, NO_BODY, hop, linked);
        if (stream == null) {
            throw new LocalFault("circuit " + circuit.id() + " takes no stream");
        }
        try {
            linked.edge = LinkedEdge.link(stream, type, attachment);
        } catch (LocalFault fault) {
            stream.end(EndReason.MISC);
            throw fault;
        }
        if (linked.ended) {
            linked.edge.ended(EndReason.MISC);
        }
        return stream;
    }

    @Override
    public void connected(byte[] body) {
        edge.open();
    }

    @Override
    public void data(byte[] array, int offset, int length) {
        edge.data(array, offset, length);
    }

    @Override
    public void mayPackage() {
        edge.mayPackage();
    }

    @Override
    public void ended(int reason) {
        ended = true;
        if (edge != null) {
            edge.ended(reason);
        }
    }
}
