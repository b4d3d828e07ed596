package org.tropea.conn.trans;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tropea.cell.EndReason;
import org.tropea.flow.conn.Connection;
import org.tropea.flow.entry.EntryConnection;
import org.tropea.flow.entry.EntryListener;
import org.tropea.flow.entry.EntryRequest;
import org.tropea.flow.entry.EntrySource;
import org.tropea.flow.fault.LocalFault;
import org.tropea.flow.scope.RouterScope;
import org.tropea.net.option.Addresses;

/**
 * A connection that the kernel redirected: where it was to go is asked of the kernel (REDIRECT), or is its own address at
 * this side (TPROXY). There are no answers: what is refused is closed. Touched only by its loop.
 */
final class TransConnection extends EntryConnection {
    private static final Logger LOG = LoggerFactory.getLogger(TransConnection.class);

    private final Kernel kernel;

    /** {@code kernel} tells destinations; null for TPROXY. */
    TransConnection(Connection connection, EntryListener listener, RouterScope router, Kernel kernel) {
        super(connection, listener, router);
        this.kernel = kernel;
    }

    @Override
    protected boolean asksAtOnce() {
        return true;
    }

    @Override
    protected void readRequest() {
        try {
            InetSocketAddress to = destination();
            EntrySource source = new EntrySource(port(), client(), "trans");
            String host = to.getAddress().getHostAddress();
            ask(new EntryRequest(EntryRequest.Kind.CONNECT, plain(host), to.getPort(), source));
        } catch (LocalFault fault) {
            LOG.warn("A connection at a TransPort is closed: {}", fault.getMessage());
            refuse(EndReason.INTERNAL, fault.getMessage());
        }
    }

    /** Without the zone of a link-local address. */
    private static String plain(String host) {
        int zone = host.indexOf('%');
        return zone < 0 ? host : host.substring(0, zone);
    }

    private InetSocketAddress destination() throws LocalFault {
        if (!(connection.local() instanceof InetSocketAddress local)) {
            throw new LocalFault("it came by no TCP socket, so nothing redirected it");
        }
        InetSocketAddress to = kernel == null
                ? local
                : kernel.originalDestination(
                        connection.descriptor(), local.getAddress().getAddress().length == 16);
        if (kernel != null && to.equals(local)) {
            throw new LocalFault(
                    "it was not redirected: a program connected to " + Addresses.text(to.getAddress()) + " itself");
        }
        return to;
    }

    @Override
    protected void writeConnected(InetAddress address, int ttl) {
        // The program believes that it is connected since the kernel took it.
    }

    @Override
    protected void writeRefusal(int reason, String why) {
        LOG.debug("Closing a redirected connection: {}", why);
    }
}
