package org.tropea.conn.dir;

import java.util.List;
import org.tropea.flow.buffer.Buffer;

/** The parts of a document that are not in the outbuf yet. Others may hold the arrays too. In the connection's loop. */
final class Outgoing {
    private List<byte[]> parts = List.of();
    /** Which part is on its way, and how much of it is in the outbuf. */
    private int part;

    private int written;

    /** From now on these go out. */
    void begin(List<byte[]> document) {
        parts = document;
        part = 0;
        written = 0;
    }

    /** Moves bytes into {@code outbuf} until that has {@code most}, or nothing is left. */
    void fill(Buffer outbuf, int most) {
        for (int room = most - outbuf.length(); room > 0 && !isOut(); ) {
            byte[] from = parts.get(part);
            int count = Math.min(room, from.length - written);
            outbuf.append(from, written, count);
            room -= count;
            written += count;
            if (written == from.length) {
                part++;
                written = 0;
            }
        }
    }

    /** Whether all of it is in the outbuf. */
    boolean isOut() {
        return part == parts.size();
    }
}
