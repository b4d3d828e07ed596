package org.tropea.directory.network;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tropea.directory.serve.CachePages;
import org.tropea.directory.serve.Shelf;
import org.tropea.flow.conn.Connections;
import org.tropea.flow.fault.LocalFault;
import org.tropea.flow.scope.RouterScope;
import org.tropea.net.directory.DirServer;
import org.tropea.net.option.PortLine;

/**
 * Serves what a router has as a cache: on its DirPorts, and to clients who come by BEGIN_DIR. Started and closed by any
 * thread but a loop; its pages are asked in the connections' loops.
 */
final class CacheServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CacheServer.class);

    private final RouterScope router;
    private final CachePages pages;

    private CacheServer(RouterScope router, CachePages pages) {
        this.router = router;
        this.pages = pages;
    }

    static CacheServer start(RouterScope router, Shelf shelf) throws LocalFault {
        byte[] front = frontPage(router.options().path("DirPortFrontPage"));
        CacheServer server = new CacheServer(router, new CachePages(shelf, () -> front, Clock.systemUTC()));
        router.part(DirServer.class).serve(server.pages);
        try {
            for (PortLine line : router.options().ports("DirPort")) {
                server.listen(line);
            }
        } catch (LocalFault fault) {
            server.close();
            throw fault;
        }
        return server;
    }

    private static byte[] frontPage(Path file) throws LocalFault {
        try {
            return file == null ? null : Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new LocalFault("DirPortFrontPage " + file + ": cannot be read: " + unreadable, unreadable);
        }
    }

    private void listen(PortLine line) throws LocalFault {
        if (line.listens()) {
            int port = line.port() == PortLine.AUTO ? 0 : line.port();
            InetSocketAddress address = new InetSocketAddress(host(line), port);
            LOG.info("Directory server on {}", router.part(Connections.class).listen("dir", address));
        }
    }

    private static InetAddress host(PortLine line) throws LocalFault {
        try {
            return switch (line.kind()) {
                case INET, INET6 -> InetAddress.getByName(line.host());
                case PORT -> InetAddress.getByName(line.has("IPv6Only") ? "::" : "0.0.0.0");
                case UNIX ->
                    throw new LocalFault("DirPort unix:" + line.host() + ": accepted are IP addresses and ports");
            };
        } catch (UnknownHostException e) {
            throw new LocalFault("DirPort " + line.host() + ": not an address of this host", e);
        }
    }

    @Override
    public void close() {
        router.part(DirServer.class).withdraw(pages);
        router.part(Connections.class).unlisten("dir");
    }
}
