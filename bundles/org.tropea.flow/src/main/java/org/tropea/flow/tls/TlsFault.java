package org.tropea.flow.tls;

/** TLS failed: the peer's records are wrong, or the handshake found nothing in common. */
public final class TlsFault extends Exception {
    /** A fault with {@code message}, seen by the engine as {@code cause}. */
    public TlsFault(String message, Throwable cause) {
        super(message, cause, false, false);
    }
}
