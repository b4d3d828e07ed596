package org.tropea.net.directory;

import java.util.function.Consumer;

/**
 * One request of the directory protocol (dir-spec 6), given to a directory connection when it is dialled.
 *
 * @param method {@code GET} or {@code POST}
 * @param path the path, starting with {@code /tor/}
 * @param body what POST sends; empty for GET
 * @param maxResponse the most bytes of response body to take
 * @param timeoutNanos how long the whole exchange may take, in nanoseconds
 * @param done told the outcome, exactly once, in the connection's loop
 */
public record DirRequest(
        String method, String path, byte[] body, int maxResponse, long timeoutNanos, Consumer<DirResponse> done) {}
