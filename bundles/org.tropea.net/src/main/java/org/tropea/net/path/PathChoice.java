package org.tropea.net.path;

import java.util.List;
import org.tropea.net.directory.Node;

/**
 * A chosen path.
 *
 * @param nodes the hops in order; each is complete
 * @param guard what to tell about the first hop; null when it is no guard (UseEntryGuards 0)
 */
public record PathChoice(List<Node> nodes, GuardUse guard) {}
