package org.tropea.core.circuit;

import org.tropea.cell.DestroyReason;
import org.tropea.cell.RelayCell;
import org.tropea.cell.RelayCommand;
import org.tropea.core.channel.Drop;
import org.tropea.flow.fault.PeerFault;

/** Sorts the relay messages that end here: those about the circuit are obeyed, the others go to the edge. Stateless. */
final class RelayMessages {
    private static final byte[] REQUESTED = {DestroyReason.REQUESTED};

    private final Extension extension;
    private final RecognizedCells others;
    private boolean lateExtends;

    RelayMessages(Extension extension, RecognizedCells others) {
        this.extension = extension;
        this.others = others;
    }

    /** Whether EXTEND2 is obeyed in RELAY cells too. */
    void lateExtends(boolean allowed) {
        lateExtends = allowed;
    }

    /** A recognized payload stands at {@code array[payload]}; valid during the call. */
    void take(Circuit circuit, byte[] array, int payload, boolean early, long now) throws PeerFault {
        int command = RelayCell.command(array, payload);
        int stream = RelayCell.streamId(array, payload);
        int length = RelayCell.length(array, payload);
        int data = payload + RelayCell.HEADER;
        if (length > RelayCell.DATA_MAX) {
            throw new PeerFault("a relay cell of " + length + " bytes, accepted are up to " + RelayCell.DATA_MAX);
        }
        switch (command) {
            case RelayCommand.EXTEND, RelayCommand.EXTEND2 ->
                extend(circuit, command, stream, early, array, data, length);
            case RelayCommand.EXTENDED, RelayCommand.EXTENDED2, RelayCommand.TRUNCATED ->
                circuit.dropped(Drop.FOR_CLIENTS_ONLY);
            case RelayCommand.TRUNCATE -> truncate(circuit, length == 0 ? DestroyReason.NONE : array[data] & 0xff);
            case RelayCommand.DROP -> circuit.dropped(Drop.LONG_RANGE_PADDING);
            default -> others.relayCell(circuit, command, stream, array, data, length, now);
        }
    }

    private void extend(Circuit circuit, int command, int stream, boolean early, byte[] array, int data, int length)
            throws PeerFault {
        if (stream != 0) {
            circuit.dropped(Drop.EXTEND_ON_STREAM);
        } else if (!early && !lateExtends) {
            circuit.dropped(Drop.EXTEND_NOT_EARLY);
        } else if (command == RelayCommand.EXTEND) {
            throw new PeerFault("EXTEND, accepted is EXTEND2");
        } else {
            extension.extend(circuit, array, data, length);
        }
    }

    private static void truncate(Circuit circuit, int reason) {
        circuit.truncate(reason);
        circuit.originate(RelayCommand.TRUNCATED, 0, REQUESTED, 0, REQUESTED.length);
    }
}
