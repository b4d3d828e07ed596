package org.tropea.directory;

/**
 * How far the present descriptor has come at one authority. Immutable; any thread.
 *
 * @param authority the authority's nickname
 * @param state SENT, TAKEN, REFUSED (not repeated) or RETRYING
 * @param attempts how often it was sent
 * @param publishedAt when the descriptor was made, in seconds since 1970
 * @param nextAt when one is sent again at the latest, in seconds since 1970: this one, or a fresh one
 * @param said what the authority said last, or why it could not be reached
 */
public record UploadStatus(String authority, State state, int attempts, long publishedAt, long nextAt, String said) {
    /** What became of an upload. */
    public enum State {
        /** No answer yet. */
        SENT,
        /** The authority took it. */
        TAKEN,
        /** The authority does not want it. */
        REFUSED,
        /** It could not be reached or is busy. */
        RETRYING
    }
}
