package org.tropea.router;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tropea.flow.conn.Connections;
import org.tropea.flow.fault.LocalFault;
import org.tropea.net.option.Options;
import org.tropea.net.option.PortLine;
import org.tropea.net.option.RelayRules;

/** The ExtORPort lines of one configuration, where helper programs bring OR connections of their clients. */
final class ExtOrPorts {
    /** The connection type that they are for. */
    static final String TYPE = "extor";

    private static final Logger LOG = LoggerFactory.getLogger(ExtOrPorts.class);
    private static final int COOKIE_LENGTH = 32;

    private ExtOrPorts() {}

    /** Listens on every line of a relay, with one fresh cookie for all. */
    static void open(Options options, Connections connections) throws LocalFault {
        byte[] cookie = new byte[COOKIE_LENGTH];
        new SecureRandom().nextBytes(cookie);
        for (PortLine line : options.ports("ExtORPort")) {
            if (line.listens() && RelayRules.isRelay(options)) {
                SocketAddress bound = connections.listen(TYPE, address(line), cookie);
                LOG.info("ExtORPort listens on {}", bound);
            }
        }
    }

    /** A line with a port only means this machine. */
    private static InetSocketAddress address(PortLine line) throws LocalFault {
        int port = Math.max(0, line.port());
        try {
            return new InetSocketAddress(
                    InetAddress.getByName(line.kind() == PortLine.Kind.PORT ? "127.0.0.1" : line.host()), port);
        } catch (UnknownHostException fault) {
            throw new LocalFault("ExtORPort " + line.host() + ": not an address of this machine", fault);
        }
    }
}
