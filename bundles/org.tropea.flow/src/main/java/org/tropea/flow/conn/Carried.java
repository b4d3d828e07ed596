package org.tropea.flow.conn;

import java.net.SocketAddress;

/**
 * How the bytes of a connection get here, as who first had it found out.
 *
 * @param transport the transport's name, for people and statistics
 * @param client the address of whom it was accepted for, when the socket's other end is only a go-between; else null
 * @param wrap what is around its bytes; null for nothing
 */
public record Carried(String transport, SocketAddress client, Wrap wrap) {}
