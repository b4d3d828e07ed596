package org.tropea.socketfactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tropea.flow.conn.Connections;
import org.tropea.flow.fault.LocalFault;

/**
 * Names, for what HTTP clients ask, an HTTP proxy that is really there: a listener of its own on 127.0.0.1, bound to a
 * free port at the first question and closed with this object. Refuses other schemes: an answer that they would take for
 * "connect directly" would lead around the network. Any thread but a loop.
 */
final class CircuitProxies extends ProxySelector implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CircuitProxies.class);
    private static final Set<String> SCHEMES = Set.of("http", "https", "ws", "wss");

    private final RouterSockets router;
    private final String isolation;
    private InetSocketAddress bound;
    private boolean closed;

    CircuitProxies(RouterSockets router, String isolation) {
        this.router = router;
        this.isolation = isolation;
    }

    @Override
    public List<Proxy> select(URI uri) {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (!SCHEMES.contains(scheme)) {
            throw new IllegalArgumentException(
                    uri + ": accepted are http, https, ws and wss; for sockets take the SocketFactory service");
        }
        return List.of(new Proxy(Proxy.Type.HTTP, listening()));
    }

    private synchronized InetSocketAddress listening() {
        if (closed) {
            throw new IllegalStateException(
                    "the router of this ProxySelector has stopped, or the service was given back");
        }
        if (bound == null) {
            try {
                InetAddress here = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
                bound = (InetSocketAddress) router.scope()
                        .part(Connections.class)
                        .listen(ProxyType.NAME, new InetSocketAddress(here, 0), isolation);
                LOG.info("An HTTP proxy for {} listens on {}", isolation, bound);
            } catch (LocalFault fault) {
                throw new IllegalStateException("no proxy: " + fault.getMessage(), fault);
            } catch (IOException fault) {
                throw new UncheckedIOException(fault);
            }
        }
        return bound;
    }

    @Override
    public void connectFailed(URI uri, SocketAddress proxy, IOException fault) {
        LOG.info("A program could not reach its proxy {}: {}", proxy, fault.toString());
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (bound != null) {
            router.scope().part(Connections.class).unlisten(ProxyType.NAME, bound);
            bound = null;
        }
    }
}
