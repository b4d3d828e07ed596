package org.tropea.itests.badinput;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.tropea.cell.Cell;
import org.tropea.cell.CellCommand;

/**
 * One cell as it came or goes, fixed or variable (tor-spec 3). The array is not copied.
 *
 * @param circuit the circuit id
 * @param command 0 to 255
 * @param body 509 bytes of a fixed cell, or as many as a variable one says
 */
public record RawCell(int circuit, int command, byte[] body) {

    /** The wire image with 4 bytes of circuit id; a fixed cell's body is padded with zeros. */
    public byte[] encode() {
        boolean variable = CellCommand.isVariable(command);
        ByteBuffer out = ByteBuffer.allocate(variable ? 7 + body.length : Cell.SIZE);
        out.putInt(circuit).put((byte) command);
        if (variable) {
            out.putShort((short) body.length);
        }
        return out.put(body).array();
    }

    /** A VERSIONS cell, which has 2 bytes of circuit id. */
    public static byte[] versions(int... versions) {
        ByteBuffer out = ByteBuffer.allocate(5 + 2 * versions.length);
        out.putShort((short) 0).put((byte) CellCommand.VERSIONS).putShort((short) (2 * versions.length));
        for (int version : versions) {
            out.putShort((short) version);
        }
        return out.array();
    }

    /** Reads the next cell; {@code narrow} before versions are agreed upon: 2 bytes of circuit id. */
    static RawCell read(DataInputStream in, boolean narrow) throws IOException {
        int circuit = narrow ? in.readUnsignedShort() : in.readInt();
        int command = in.readUnsignedByte();
        byte[] body = new byte[CellCommand.isVariable(command) ? in.readUnsignedShort() : Cell.PAYLOAD];
        in.readFully(body);
        return new RawCell(circuit, command, body);
    }

    @Override
    public String toString() {
        return CellCommand.name(command) + " on circuit " + Integer.toHexString(circuit);
    }
}
