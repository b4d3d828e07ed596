package org.tropea.loop;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is special about Unix domain sockets: they leave a file behind. */
final class Unix {
    private static final Logger LOG = LoggerFactory.getLogger(Unix.class);

    private Unix() {}

    static boolean is(SocketAddress address) {
        return address instanceof UnixDomainSocketAddress;
    }

    /** Deletes the socket file of {@code address}; nothing happens for other addresses. */
    static void delete(SocketAddress address) {
        if (address instanceof UnixDomainSocketAddress unix) {
            try {
                Files.deleteIfExists(unix.getPath());
            } catch (IOException fault) {
                LOG.warn("cannot delete the socket {}: {}", unix.getPath(), fault.getMessage());
            }
        }
    }
}
