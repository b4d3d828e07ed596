package org.tropea.net.directory;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * Where a relay can be reached: a part of its scope once it listens.
 *
 * @param advertised addresses with the ports really bound, for the descriptor; the first IPv4 one is the main address;
 *     empty when every ORPort says NoAdvertise
 */
public record OrAddresses(List<InetSocketAddress> advertised) {}
