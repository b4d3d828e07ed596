package org.tropea.net.directory;

import java.util.Map;

/**
 * What a directory server answers.
 *
 * @param status the HTTP status
 * @param reason the words behind it, in one line
 * @param body the document, not compressed, never changed any more; null when the status says it all
 * @param cacheSeconds for how long it may be kept; 0 not at all, below 0 to say nothing about it
 * @param lasting whether the same array is answered often, so that compressing it well and keeping that is worth while
 * @param headers further headers by name; a {@code Content-Type} other than text/plain among them
 */
public record DirAnswer(
        int status, String reason, byte[] body, long cacheSeconds, boolean lasting, Map<String, String> headers) {
    /** Keeps the headers unmodifiable. */
    public DirAnswer {
        headers = Map.copyOf(headers);
    }

    /** A status alone. */
    public static DirAnswer of(int status, String reason) {
        return new DirAnswer(status, reason, null, -1, false, Map.of());
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
        return new DirAnswer(200, "OK", body, cacheSeconds, false, Map.of());
    }

    /** A document of which the very same array is answered again and again. */
    public static DirAnswer lasting(byte[] body, long cacheSeconds, Map<String, String> headers) {
        return new DirAnswer(200, "OK", body, cacheSeconds, true, headers);
    }
}
