package org.tropea.conn.socks;

import java.nio.charset.StandardCharsets;
import org.tropea.flow.buffer.Buffer;

/**
 * The bytes at the head of an inbuf, read as one message that may not be whole yet. Reading beyond them marks it {@link
 * #isShort}, and yields zeros.
 */
final class Message {
    /** More than the longest message. */
    static final int LONGEST = 600;

    private final byte[] bytes;
    private int position;
    private boolean shortened;

    Message(Buffer inbuf) {
        bytes = new byte[Math.min(LONGEST, inbuf.length())];
        inbuf.peek(0, bytes, 0, bytes.length);
    }

    int octet() {
        if (position == bytes.length) {
            shortened = true;
            return 0;
        }
        return bytes[position++] & 0xff;
    }

    int port() {
        return octet() << 8 | octet();
    }

    byte[] octets(int count) {
        byte[] taken = new byte[count];
        for (int i = 0; i < count; i++) {
            taken[i] = (byte) octet();
        }
        return taken;
    }

    /** A text of {@code length} bytes, each one character. */
    String text(int length) {
        return new String(octets(length), StandardCharsets.ISO_8859_1);
    }

    /** A text that a zero byte ends; a fault when it is longer than {@code most}. */
    String terminated(int most) throws SocksFault {
        int start = position;
        while (octet() != 0) {
            if (position - start > most) {
                throw new SocksFault(SocksFault.GENERAL, "a text of more than " + most + " bytes");
            }
        }
        return new String(bytes, start, Math.max(0, position - 1 - start), StandardCharsets.ISO_8859_1);
    }

    /** Whether bytes were asked for that are not there yet. */
    boolean isShort() {
        return shortened;
    }

    /** How many bytes were read. */
    int length() {
        return position;
    }
}
