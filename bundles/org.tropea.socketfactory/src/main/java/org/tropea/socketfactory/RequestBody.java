package org.tropea.socketfactory;

import java.util.List;

/**
 * Finds the end of a request's body, as long as a header says or in chunks (RFC 9112, 6 and 7.1): what stands behind it
 * is another request, and may be for another host. Touched only by its connection's loop.
 */
final class RequestBody {
    private enum Part {
        /** {@link #left} bytes, then the end. */
        PLAIN,
        SIZE,
        /** {@link #left} bytes and the line end behind them. */
        CHUNK,
        TRAILER,
        END
    }

    private static final int LINE_MAX = 4096;

    private Part part;
    private long left;
    private final StringBuilder line = new StringBuilder();

    private RequestBody(Part part, long left) {
        this.part = part;
        this.left = left;
    }

    /** The body that {@code headers} announce; none when they announce nothing. */
    static RequestBody of(List<String> headers) throws ProxyFault {
        List<String> lengths = ProxyRequest.values(headers, "content-length");
        List<String> codings = ProxyRequest.values(headers, "transfer-encoding");
        if (!codings.isEmpty()) {
            if (codings.size() > 1 || !codings.get(0).equalsIgnoreCase("chunked") || !lengths.isEmpty()) {
                throw new ProxyFault(
                        "501 Not Implemented", "accepted is Transfer-Encoding: chunked, without Content-Length");
            }
            return new RequestBody(Part.SIZE, 0);
        }
        if (lengths.size() > 1 || lengths.size() == 1 && !lengths.get(0).matches("[0-9]{1,18}")) {
            throw new ProxyFault("400 Bad Request", "accepted is one Content-Length: NUMBER");
        }
        return new RequestBody(Part.PLAIN, lengths.isEmpty() ? 0 : Long.parseLong(lengths.get(0)));
    }

    /** How many of the {@code length} bytes at {@code array[offset]}, which come next, belong to the request. */
    int accept(byte[] array, int offset, int length) throws ProxyFault {
        int at = offset;
        int end = offset + length;
        while (at < end && !isOver()) {
            if (part == Part.PLAIN || part == Part.CHUNK) {
                int count = (int) Math.min(left, end - at);
                left -= count;
                at += count;
                part = left > 0 || part == Part.PLAIN ? part : Part.SIZE;
            } else {
                lineByte(array[at++]);
            }
        }
        return at - offset;
    }

    private void lineByte(byte each) throws ProxyFault {
        if (each != '\n') {
            line.append((char) (each & 0xff));
            if (line.length() > LINE_MAX) {
                throw new ProxyFault("400 Bad Request", "a line of a chunked body above " + LINE_MAX + " bytes");
            }
            return;
        }
        String text = line.toString().strip();
        line.setLength(0);
        if (part == Part.TRAILER) {
            part = text.isEmpty() ? Part.END : part;
            return;
        }
        String digits = text.split(";", 2)[0].strip();
        if (!digits.matches("[0-9A-Fa-f]{1,15}")) {
            throw new ProxyFault("400 Bad Request", "a chunk without a size");
        }
        long size = Long.parseLong(digits, 16);
        left = size + 2;
        part = size == 0 ? Part.TRAILER : Part.CHUNK;
    }

    /** Whether all of it was accepted. */
    boolean isOver() {
        return part == Part.END || part == Part.PLAIN && left == 0;
    }
}
