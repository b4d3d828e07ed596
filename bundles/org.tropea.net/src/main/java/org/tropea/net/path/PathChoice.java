package org.tropea.net.path;

import java.net.InetSocketAddress;
import java.util.List;
import org.tropea.net.directory.Node;

/**
 * A chosen path.
 *
 * @param nodes the hops in order; each is complete
 * @param entry where this router may reach the first hop, the preferred address first
 * @param guard what to tell about the first hop; null when it is no guard (UseEntryGuards 0)
 */
public record PathChoice(List<Node> nodes, List<InetSocketAddress> entry, GuardUse guard) {}
