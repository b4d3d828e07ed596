package org.tropea.cell;

import java.nio.ByteBuffer;

/** The body of RELAY_CONNECTED (tor-spec 6.2): the address reached and for how long its name stands for it. */
public final class Connected {
    private Connected() {}

    /** The body for {@code address} (4 or 16 bytes), whose name holds for {@code ttl} seconds. */
    public static byte[] encode(byte[] address, int ttl) {
        if (address.length == 4) {
            return ByteBuffer.allocate(8).put(address).putInt(ttl).array();
        }
        return ByteBuffer.allocate(25)
                .putInt(0)
                .put((byte) 6)
                .put(address)
                .putInt(ttl)
                .array();
    }
}
