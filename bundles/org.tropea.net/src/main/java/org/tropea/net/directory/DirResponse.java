package org.tropea.net.directory;

/**
 * The outcome of a {@link DirRequest}.
 *
 * @param status the HTTP status, or 0 when there was no answer
 * @param reason the status line's reason, or why there was no answer
 * @param body the body, decompressed; empty when there was none
 */
public record DirResponse(int status, String reason, byte[] body) {}
