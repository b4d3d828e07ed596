package org.tropea.core.conn;

/**
 * TLS on one connection, as it looked at some moment. Immutable; any thread.
 *
 * @param id the connection's number
 * @param remote the other end's address
 * @param provider who made its engine; {@code -} while it waits for one
 * @param protocol protocol and cipher suite, or how far its handshake is
 * @param age seconds since it asked for an engine
 */
public record TlsSession(long id, String remote, String provider, String protocol, long age) {}
