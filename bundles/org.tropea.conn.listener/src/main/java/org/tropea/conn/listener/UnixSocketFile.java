package org.tropea.conn.listener;

import java.io.IOException;
import java.net.BindException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tropea.flow.loop.IoListener;

/** The file of a Unix socket: a stale one makes room, a new one is its owner's alone. */
final class UnixSocketFile {
    private static final Logger LOG = LoggerFactory.getLogger(UnixSocketFile.class);
    private static final String OWNER_ONLY = "rw-------";

    /** Binds the socket. */
    interface Binder {
        IoListener bind() throws IOException;
    }

    private UnixSocketFile() {}

    /** Removes a stale file, binds by {@code binder}, and sets mode 0600. */
    static IoListener bind(UnixDomainSocketAddress address, Binder binder) throws IOException {
        removeStale(address);
        IoListener listener = binder.bind();
        try {
            Path path = address.getPath();
            if (Files.exists(path)) {
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(OWNER_ONLY));
            }
            return listener;
        } catch (IOException fault) {
            listener.close();
            remove(address);
            throw fault;
        }
    }

    /** Removes the file after its listener closed. */
    static void remove(UnixDomainSocketAddress address) {
        try {
            if (isSocket(address.getPath())) {
                Files.deleteIfExists(address.getPath());
            }
        } catch (IOException fault) {
            LOG.warn("cannot remove the socket file {}: {}", address, fault.toString());
        }
    }

    private static void removeStale(UnixDomainSocketAddress address) throws IOException {
        Path path = address.getPath();
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!isSocket(path)) {
            throw new BindException("there is a file of that name that is not a socket");
        }
        if (isAlive(address)) {
            throw new BindException("Address already in use: another process listens on it");
        }
        Files.deleteIfExists(path);
    }

    private static boolean isSocket(Path path) throws IOException {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS)
                && Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                        .isOther();
    }

    private static boolean isAlive(UnixDomainSocketAddress address) throws IOException {
        try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            return probe.connect(address);
        } catch (IOException fault) {
            if (String.valueOf(fault.getMessage()).contains("refused")) {
                return false;
            }
            throw fault;
        }
    }
}
