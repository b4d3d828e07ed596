package org.tropea.flow.entry;

/**
 * What a local program asks for. Immutable.
 *
 * @param kind what is wanted of the host
 * @param host as the program named it: a host name, or the text of an IPv4 or IPv6 address without brackets; for
 *     {@link Kind#RESOLVE_PTR} an address or a name under {@code in-addr.arpa} or {@code ip6.arpa}. Nothing is mapped yet
 * @param port the port to connect to, 1 to 65535; 0 when a name is asked for
 * @param source who asks
 */
public record EntryRequest(Kind kind, String host, int port, EntrySource source) {
    /** What may be asked for. */
    public enum Kind {
        /** A stream to a host and port. */
        CONNECT,
        /** The addresses of a name. */
        RESOLVE,
        /** The name of an address. */
        RESOLVE_PTR
    }
}
