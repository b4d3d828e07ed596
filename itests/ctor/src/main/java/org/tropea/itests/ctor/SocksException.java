package org.tropea.itests.ctor;

import java.io.IOException;

/** The SOCKS port answered a request with a failure code (RFC 1928, section 6). */
public final class SocksException extends IOException {

    /** "General SOCKS server failure": END with MISC, INTERNAL and the like. */
    public static final int GENERAL = 1;
    /** "Connection not allowed by ruleset": the exit's policy. */
    public static final int NOT_ALLOWED = 2;
    /** "Host unreachable": also a name that does not resolve. */
    public static final int HOST_UNREACHABLE = 4;
    /** "Connection refused" by the target. */
    public static final int REFUSED = 5;

    private static final long serialVersionUID = 1L;

    private final int code;

    SocksException(int code) {
        super("SOCKS reply " + code);
        this.code = code;
    }

    /** The reply's code. */
    public int code() {
        return code;
    }
}
