package org.tropea.net.directory;

import java.util.List;
import java.util.Map;

/**
 * What a directory server answers.
 *
 * @param status the HTTP status
 * @param reason the words behind it, in one line
 * @param parts the document, not compressed, in parts one after the other, never changed any more; null when the status
 *     says it all
 * @param cacheSeconds for how long it may be kept; 0 not at all, below 0 to say nothing about it
 * @param holder who holds the parts
 * @param headers further headers by name; a {@code Content-Type} other than text/plain among them
 */
public record DirAnswer(
        int status, String reason, List<byte[]> parts, long cacheSeconds, Holder holder, Map<String, String> headers) {
    /** Who holds the arrays of an answer, and with it what an answer that waits for a slow reader costs. */
    public enum Holder {
        /** Nobody else: they were made for this answer. */
        ANSWER,
        /** Others too, such as all answers that have these parts: one answer more costs nothing. */
        SHARED,
        /** The same single array is answered again and again: compressing it well and keeping that is worth while. */
        LASTING
    }

    /** Keeps the headers and the list of parts unmodifiable. */
    public DirAnswer {
        headers = Map.copyOf(headers);
        parts = parts == null ? null : List.copyOf(parts);
    }

    /** A document of one part; {@code lasting}: the same array is answered again and again. */
    public DirAnswer(
            int status, String reason, byte[] body, long cacheSeconds, boolean lasting, Map<String, String> headers) {
        this(
                status,
                reason,
                body == null ? null : List.of(body),
                cacheSeconds,
                lasting ? Holder.LASTING : Holder.ANSWER,
                headers);
    }

    /** A status alone. */
    public static DirAnswer of(int status, String reason) {
        return new DirAnswer(status, reason, null, -1, Holder.ANSWER, Map.of());
    }

    /** {@code 404 Not found}. */
    public static DirAnswer notFound() {
        return of(404, "Not found");
    }

    /** {@code 304 Not modified}. */
    public static DirAnswer notModified() {
        return of(304, "Not modified");
    }

    /** A document made for this answer, which may be kept for {@code cacheSeconds}. */
    public static DirAnswer document(byte[] body, long cacheSeconds) {
        return new DirAnswer(200, "OK", List.of(body), cacheSeconds, Holder.ANSWER, Map.of());
    }

    /** Documents one after the other, whose arrays others hold too. */
    public static DirAnswer documents(List<byte[]> shared, long cacheSeconds) {
        return new DirAnswer(200, "OK", shared, cacheSeconds, Holder.SHARED, Map.of());
    }

    /** A document of which the very same array is answered again and again. */
    public static DirAnswer lasting(byte[] body, long cacheSeconds, Map<String, String> headers) {
        return new DirAnswer(200, "OK", List.of(body), cacheSeconds, Holder.LASTING, headers);
    }

    /** How many bytes all parts have together. */
    public long length() {
        long length = 0;
        for (byte[] part : parts == null ? List.<byte[]>of() : parts) {
            length += part.length;
        }
        return length;
    }

    /** All parts in one array, which is a copy unless there is only one; null when there are none. */
    public byte[] body() {
        if (parts == null || parts.size() == 1) {
            return parts == null ? null : parts.get(0);
        }
        byte[] body = new byte[Math.toIntExact(length())];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, body, at, part.length);
            at += part.length;
        }
        return body;
    }
}
