package org.tropea.conn.socks;

/** A SOCKS request that is refused; {@link #reply()} is the SOCKS 5 reply code for it. */
final class SocksFault extends Exception {
    private static final long serialVersionUID = 1L;

    static final int GENERAL = 0x01;
    static final int NOT_ALLOWED = 0x02;
    static final int COMMAND = 0x07;
    static final int ADDRESS_TYPE = 0x08;

    private final int reply;

    SocksFault(int reply, String message) {
        super(message, null, false, false);
        this.reply = reply;
    }

    int reply() {
        return reply;
    }
}
