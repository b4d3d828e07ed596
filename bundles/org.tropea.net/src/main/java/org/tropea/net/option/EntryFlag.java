package org.tropea.net.option;

/** The flags of a line that opens a port for local programs (SocksPort and its like), each with what it is without a word. */
public enum EntryFlag {
    /** Streams of programs at different addresses share no circuit. */
    ISOLATE_CLIENT_ADDR("IsolateClientAddr", true),
    /** Streams with different SOCKS or proxy credentials share no circuit. */
    ISOLATE_SOCKS_AUTH("IsolateSOCKSAuth", true),
    /** Streams that came by different protocols share no circuit. */
    ISOLATE_CLIENT_PROTOCOL("IsolateClientProtocol", false),
    /** Streams to different ports share no circuit. */
    ISOLATE_DEST_PORT("IsolateDestPort", false),
    /** Streams to different hosts share no circuit. */
    ISOLATE_DEST_ADDR("IsolateDestAddr", false),
    /** A circuit with SOCKS credentials may serve for as long as streams use it. */
    KEEP_ALIVE_ISOLATE_SOCKS_AUTH("KeepAliveIsolateSOCKSAuth", false),
    /** Connections to IPv4 addresses are allowed. */
    IPV4_TRAFFIC("IPv4Traffic", true),
    /** Connections to IPv6 addresses are allowed. */
    IPV6_TRAFFIC("IPv6Traffic", true),
    /** Exits shall try IPv6 before IPv4. */
    PREFER_IPV6("PreferIPv6", false),
    /** Names may be looked up. */
    DNS_REQUEST("DNSRequest", true),
    /** Connections to onion services are allowed. */
    ONION_TRAFFIC("OnionTraffic", true),
    /** IPv4 addresses that exits tell may be remembered. */
    CACHE_IPV4_DNS("CacheIPv4DNS", false),
    /** IPv6 addresses that exits tell may be remembered. */
    CACHE_IPV6_DNS("CacheIPv6DNS", false),
    /** Remembered IPv4 addresses may be used. */
    USE_IPV4_CACHE("UseIPv4Cache", false),
    /** Remembered IPv6 addresses may be used. */
    USE_IPV6_CACHE("UseIPv6Cache", false),
    /** Names that are mapped automatically get IPv6 addresses. */
    PREFER_IPV6_AUTOMAP("PreferIPv6Automap", true),
    /** A SOCKS program that offers both shall go without credentials. */
    PREFER_SOCKS_NO_AUTH("PreferSOCKSNoAuth", false),
    /** SOCKS answers tell more about onion services' failures (proposal 304). */
    EXTENDED_ERRORS("ExtendedErrors", false);

    private final String word;
    private final boolean standard;

    EntryFlag(String word, boolean standard) {
        this.word = word;
        this.standard = standard;
    }

    /** The flag as torrc spells it. */
    public String word() {
        return word;
    }

    /** Whether it holds when the line says nothing. */
    public boolean standard() {
        return standard;
    }
}
