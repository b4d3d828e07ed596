package org.tropea.conn.socks;

import org.tropea.flow.entry.EntryHost;
import org.tropea.flow.entry.EntryRequest;

/**
 * What a SOCKS request asks for.
 *
 * @param kind what is wanted of the host
 * @param host a name or an address, as requests have it
 * @param port the port, 0 for questions
 * @param literal whether the program gave an address, and so looked the name up by itself
 */
record SocksCommand(EntryRequest.Kind kind, String host, int port, boolean literal) {
    private static final int CONNECT = 0x01;
    private static final int RESOLVE = 0xf0;
    private static final int RESOLVE_PTR = 0xf1;

    /** Checks what both versions have in common. */
    static SocksCommand of(int version, int command, String host, int port, boolean literal) throws SocksFault {
        EntryRequest.Kind kind = switch (command) {
            case CONNECT -> EntryRequest.Kind.CONNECT;
            case RESOLVE -> EntryRequest.Kind.RESOLVE;
            case RESOLVE_PTR -> EntryRequest.Kind.RESOLVE_PTR;
            default -> null;
        };
        if (kind == null || kind == EntryRequest.Kind.RESOLVE_PTR && version == 4) {
            throw new SocksFault(SocksFault.COMMAND, "command " + command);
        }
        if (kind == EntryRequest.Kind.CONNECT && port == 0) {
            throw new SocksFault(SocksFault.GENERAL, "port 0");
        }
        String normal = EntryHost.normal(host);
        if (kind == EntryRequest.Kind.RESOLVE_PTR && (normal == null || !EntryHost.isAddress(normal))) {
            throw new SocksFault(SocksFault.ADDRESS_TYPE, "RESOLVE_PTR of what is no address");
        }
        if (normal == null) {
            throw new SocksFault(SocksFault.GENERAL, "a malformed host name");
        }
        return new SocksCommand(kind, normal, kind == EntryRequest.Kind.CONNECT ? port : 0, literal);
    }
}
