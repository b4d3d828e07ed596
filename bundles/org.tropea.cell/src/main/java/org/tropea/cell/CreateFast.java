package org.tropea.cell;

import java.util.Arrays;

/** The bodies of CREATE_FAST and CREATED_FAST cells (tor-spec 5.1.5): fixed fields, so that none can be malformed. */
public final class CreateFast {
    /** Bytes of CREATE_FAST: the client's key material X. */
    public static final int CREATE_LENGTH = 20;
    /** Bytes of CREATED_FAST: the relay's key material Y, 20 bytes, and the derivative key data KH, 20 bytes. */
    public static final int CREATED_LENGTH = 40;

    private CreateFast() {}

    /** The client's key material, 20 bytes, of the CREATE_FAST payload at {@code array[payload]}. */
    public static byte[] create(byte[] array, int payload) {
        return Arrays.copyOfRange(array, payload, payload + CREATE_LENGTH);
    }

    /** Makes {@code cell} a CREATED_FAST for circuit {@code id} with {@code reply}, 40 bytes. */
    public static Cell created(Cell cell, int id, byte[] reply) {
        cell.header(id, CellCommand.CREATED_FAST);
        System.arraycopy(reply, 0, cell.bytes, Cell.HEADER, CREATED_LENGTH);
        Arrays.fill(cell.bytes, Cell.HEADER + CREATED_LENGTH, Cell.SIZE, (byte) 0);
        return cell;
    }
}
