package org.tropea.flow.channel;

import java.net.InetSocketAddress;
import java.util.List;

/** Whom a channel should reach, and where: the addresses are tried in order (tor-spec 5.1.2). */
public record ChannelTarget(PeerIdentity identity, List<InetSocketAddress> addresses) {}
