package org.tropea.crypto;

/**
 * Key material, a certificate or a handshake message that is malformed, forged or expired. The message names what is
 * wrong and is meant for an operator. The caller decides whether the peer or a local file is to blame.
 */
public class CryptoFault extends Exception {
    private static final long serialVersionUID = 1L;

    /** A fault with a message that names the thing and says what is accepted. */
    public CryptoFault(String message) {
        super(message);
    }

    /** As {@link #CryptoFault(String)}, keeping what the library said. */
    public CryptoFault(String message, Throwable cause) {
        super(message, cause);
    }
}
