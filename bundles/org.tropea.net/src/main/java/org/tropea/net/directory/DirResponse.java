package org.tropea.net.directory;

import java.util.Locale;
import java.util.Map;

/**
 * The outcome of a {@link DirRequest}.
 *
 * @param status the HTTP status, or 0 when there was no answer
 * @param reason the status line's reason, or why there was no answer
 * @param headers the headers by name in lower case
 * @param body the body, decompressed; empty when there was none
 * @param heard whether the other side said anything, also where that was cut short or could not be read
 */
public record DirResponse(int status, String reason, Map<String, String> headers, byte[] body, boolean heard) {
    /** Keeps the headers unmodifiable. */
    public DirResponse {
        headers = Map.copyOf(headers);
    }

    /** An outcome of which something was heard if there is a status. */
    public DirResponse(int status, String reason, Map<String, String> headers, byte[] body) {
        this(status, reason, headers, body, status != 0);
    }

    /** An outcome without headers. */
    public DirResponse(int status, String reason, byte[] body) {
        this(status, reason, Map.of(), body);
    }

    /** The header called {@code name}, in whatever case; empty when the answer has none. */
    public String header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }
}
