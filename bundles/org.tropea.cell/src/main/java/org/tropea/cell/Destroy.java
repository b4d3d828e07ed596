package org.tropea.cell;

import java.util.Arrays;

/** DESTROY cells (tor-spec 5.4): one byte of reason; see {@link DestroyReason}. */
public final class Destroy {
    private Destroy() {}

    /** The reason in the payload at {@code array[payload]}, 0 to 255. */
    public static int reason(byte[] array, int payload) {
        return array[payload] & 0xff;
    }

    /** Makes {@code cell} a DESTROY of circuit {@code id} with {@code reason}. */
    public static Cell write(Cell cell, int id, int reason) {
        cell.header(id, CellCommand.DESTROY);
        cell.bytes[Cell.HEADER] = (byte) reason;
        Arrays.fill(cell.bytes, Cell.HEADER + 1, Cell.SIZE, (byte) 0);
        return cell;
    }
}
