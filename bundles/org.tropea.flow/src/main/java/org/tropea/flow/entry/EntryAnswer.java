package org.tropea.flow.entry;

import java.net.InetAddress;

/**
 * One answer to a question for a name or an address. Immutable.
 *
 * @param address the address; null when it is a name
 * @param name the name; null when it is an address
 * @param ttl for how many seconds it holds
 */
public record EntryAnswer(InetAddress address, String name, int ttl) {}
