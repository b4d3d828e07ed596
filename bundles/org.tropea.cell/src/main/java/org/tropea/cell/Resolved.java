package org.tropea.cell;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Builds the body of RELAY_RESOLVED (tor-spec 6.4): answers of type, length, value and time to live. */
public final class Resolved {
    private static final int HOSTNAME = 0x00;
    private static final int IPV4 = 0x04;
    private static final int IPV6 = 0x06;
    private static final int TRANSIENT_ERROR = 0xf0;
    private static final int ERROR = 0xf1;

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    /** Adds an address of 4 or 16 bytes that holds for {@code ttl} seconds. */
    public Resolved address(byte[] address, int ttl) {
        return answer(address.length == 4 ? IPV4 : IPV6, address, ttl);
    }

    /** Adds a host name, at most 255 bytes, that holds for {@code ttl} seconds. */
    public Resolved hostname(String name, int ttl) {
        return answer(HOSTNAME, name.getBytes(StandardCharsets.ISO_8859_1), ttl);
    }

    /** Adds an error; a transient one may go away. */
    public Resolved error(boolean isTransient, int ttl) {
        return answer(isTransient ? TRANSIENT_ERROR : ERROR, new byte[0], ttl);
    }

    private Resolved answer(int type, byte[] value, int ttl) {
        if (value.length <= 255 && body.size() + value.length + 6 <= RelayCell.DATA_MAX) {
            body.writeBytes(new byte[] {(byte) type, (byte) value.length});
            body.writeBytes(value);
            body.writeBytes(ByteBuffer.allocate(4).putInt(ttl).array());
        }
        return this;
    }

    /** Whether there is no answer in it yet. */
    public boolean isEmpty() {
        return body.size() == 0;
    }

    /** The body's bytes. */
    public byte[] encode() {
        return body.toByteArray();
    }
}
