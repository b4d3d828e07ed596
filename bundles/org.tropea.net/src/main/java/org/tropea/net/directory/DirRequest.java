package org.tropea.net.directory;

import java.util.Map;
import java.util.function.Consumer;

/**
 * One request of the directory protocol (dir-spec 6), given to a directory connection when it is dialled or linked.
 *
 * @param method {@code GET} or {@code POST}
 * @param path the path, starting with {@code /tor/}
 * @param headers further headers by name, such as {@code If-Modified-Since}
 * @param body what POST sends; empty for GET
 * @param maxResponse the most bytes of response body to take, compressed or not
 * @param timeoutNanos how long it may take, connecting and what is posted included, until an answer begins to come, from
 *     the last bytes on that went out, in nanoseconds; an answer that has begun may take its time as long as it gets on
 * @param done told the outcome, exactly once, in the connection's loop
 */
public record DirRequest(
        String method,
        String path,
        Map<String, String> headers,
        byte[] body,
        int maxResponse,
        long timeoutNanos,
        Consumer<DirResponse> done) {
    /** Keeps the headers unmodifiable. */
    public DirRequest {
        headers = Map.copyOf(headers);
    }

    /** A request without headers of its own. */
    public DirRequest(
            String method, String path, byte[] body, int maxResponse, long timeoutNanos, Consumer<DirResponse> done) {
        this(method, path, Map.of(), body, maxResponse, timeoutNanos, done);
    }

    /** A GET of {@code path} with {@code headers}. */
    public static DirRequest get(
            String path, Map<String, String> headers, int maxResponse, long timeoutNanos, Consumer<DirResponse> done) {
        return new DirRequest("GET", path, headers, new byte[0], maxResponse, timeoutNanos, done);
    }
}
