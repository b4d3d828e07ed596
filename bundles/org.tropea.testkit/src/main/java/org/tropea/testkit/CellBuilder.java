package org.tropea.testkit;

import org.tropea.cell.Cell;
import org.tropea.cell.CellCommand;
import org.tropea.cell.RelayCell;

/** Builds wire images of cells: 514 bytes for fixed-length ones (tor-spec 3), not encrypted, padded with zeros. */
public final class CellBuilder {
    private static final int NTOR = 2;

    private CellBuilder() {}

    /** A fixed-length cell. */
    public static byte[] cell(int circuit, int command, byte... payload) {
        byte[] cell = new byte[Cell.SIZE];
        header(cell, circuit, command);
        System.arraycopy(payload, 0, cell, Cell.HEADER, payload.length);
        return cell;
    }

    /** A variable-length cell; VERSIONS gets the 2-byte circuit id that it always has. */
    public static byte[] variable(int circuit, int command, byte... payload) {
        int idBytes = command == CellCommand.VERSIONS ? 2 : 4;
        byte[] cell = new byte[idBytes + 3 + payload.length];
        for (int i = 0; i < idBytes; i++) {
            cell[i] = (byte) (circuit >>> 8 * (idBytes - 1 - i));
        }
        cell[idBytes] = (byte) command;
        cell[idBytes + 1] = (byte) (payload.length >>> 8);
        cell[idBytes + 2] = (byte) payload.length;
        System.arraycopy(payload, 0, cell, idBytes + 3, payload.length);
        return cell;
    }

    /** CREATE_FAST with the client's 20 bytes of key material (tor-spec 5.1.5). */
    public static byte[] createFast(int circuit, byte[] x) {
        return cell(circuit, CellCommand.CREATE_FAST, x);
    }

    /** CREATE2 with an ntor onion skin of 84 bytes (tor-spec 5.1). */
    public static byte[] create2(int circuit, byte[] onionSkin) {
        return create2(circuit, NTOR, onionSkin);
    }

    /** CREATE2 with a handshake of any type. */
    public static byte[] create2(int circuit, int type, byte[] data) {
        byte[] payload = new byte[4 + data.length];
        payload[0] = (byte) (type >>> 8);
        payload[1] = (byte) type;
        payload[2] = (byte) (data.length >>> 8);
        payload[3] = (byte) data.length;
        System.arraycopy(data, 0, payload, 4, data.length);
        return cell(circuit, CellCommand.CREATE2, payload);
    }

    /** DESTROY; see {@link org.tropea.cell.DestroyReason}. */
    public static byte[] destroy(int circuit, int reason) {
        return cell(circuit, CellCommand.DESTROY, (byte) reason);
    }

    /** RELAY with a relay command, in plain text and with an empty digest. */
    public static byte[] relay(int circuit, int relayCommand, int stream, byte... data) {
        return relay(CellCommand.RELAY, circuit, relayCommand, stream, data);
    }

    /** The same as RELAY_EARLY. */
    public static byte[] relayEarly(int circuit, int relayCommand, int stream, byte... data) {
        return relay(CellCommand.RELAY_EARLY, circuit, relayCommand, stream, data);
    }

    private static byte[] relay(int command, int circuit, int relayCommand, int stream, byte[] data) {
        byte[] cell = new byte[Cell.SIZE];
        header(cell, circuit, command);
        System.arraycopy(data, 0, cell, Cell.HEADER + RelayCell.HEADER, data.length);
        RelayCell.header(cell, Cell.HEADER, relayCommand, stream, data.length);
        return cell;
    }

    private static void header(byte[] cell, int circuit, int command) {
        cell[0] = (byte) (circuit >>> 24);
        cell[1] = (byte) (circuit >>> 16);
        cell[2] = (byte) (circuit >>> 8);
        cell[3] = (byte) circuit;
        cell[4] = (byte) command;
    }
}
