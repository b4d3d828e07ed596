package org.tropea.conn.or;

import org.tropea.cell.Cell;
import org.tropea.cell.CellCommand;
import org.tropea.flow.channel.CellLinkEvents;
import org.tropea.flow.fault.PeerFault;

/**
 * Finds the cells in one direction's plain bytes (tor-spec 3). Circuit ids have 2 bytes up to and including the first
 * VERSIONS, 4 bytes after it. Belongs to one connection.
 */
final class CellFramer {
    private static final int NARROW_HEADER = 5;
    private static final int WIDE_HEADER = 7;
    /** The most payload of a variable-length cell that has a meaning; padding may have all that its length can say. */
    static final int HANDSHAKE_MAX = 16_384;
    /** The most bytes that a cell can have. */
    static final int LONGEST_CELL = WIDE_HEADER + 0xffff;

    private boolean wide;

    /**
     * Delivers the cell that begins at {@code array[at]}, if it is whole before {@code end}, to {@code events}. Returns
     * how many bytes it has, or 0 when more are needed.
     */
    int next(byte[] array, int at, int end, CellLinkEvents events) throws PeerFault {
        int available = end - at;
        if (!wide || available < Cell.HEADER) {
            return wide ? 0 : variable(array, at, available, NARROW_HEADER, events);
        }
        if (CellCommand.isVariable(Cell.command(array, at))) {
            return variable(array, at, available, WIDE_HEADER, events);
        }
        if (available < Cell.SIZE) {
            return 0;
        }
        events.cell(array, at);
        return Cell.SIZE;
    }

    private int variable(byte[] array, int at, int available, int header, CellLinkEvents events) throws PeerFault {
        if (available < header) {
            return 0;
        }
        int command = array[at + header - 3] & 0xff;
        int length = (array[at + header - 2] & 0xff) << 8 | array[at + header - 1] & 0xff;
        check(command, length);
        if (available < header + length) {
            return 0;
        }
        wide |= command == CellCommand.VERSIONS;
        events.variableCell(command, array, at + header, length, header);
        return header + length;
    }

    private static void check(int command, int length) throws PeerFault {
        if (!CellCommand.isVariable(command)) {
            throw new PeerFault("first cell is " + CellCommand.name(command) + ", must be VERSIONS");
        }
        if (length > HANDSHAKE_MAX && command != CellCommand.VPADDING) {
            throw new PeerFault(CellCommand.name(command) + " cell has " + length + " bytes of payload, at most "
                    + HANDSHAKE_MAX + " are accepted");
        }
    }
}
