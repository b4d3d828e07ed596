package org.tropea.net.directory;

import java.net.SocketAddress;
import java.util.Locale;
import java.util.Map;

/**
 * One request that came to this router's directory server (dir-spec 6), well-formed and whole.
 *
 * @param method {@code GET} or {@code POST}
 * @param path the path, starting with {@code /tor/}, without a {@code .z}
 * @param headers the headers by name in lower case
 * @param body what was posted; empty for GET
 * @param modifiedSince If-Modified-Since in seconds since 1970; 0 when there was none or a malformed one
 * @param from who asks; null when it came through a circuit whose client is not known
 * @param tunnelled whether it came by BEGIN_DIR
 */
public record DirQuery(
        String method,
        String path,
        Map<String, String> headers,
        byte[] body,
        long modifiedSince,
        SocketAddress from,
        boolean tunnelled) {
    /** Keeps the headers unmodifiable. */
    public DirQuery {
        headers = Map.copyOf(headers);
    }

    /** The header called {@code name}, in whatever case; empty when there is none. */
    public String header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }
}
