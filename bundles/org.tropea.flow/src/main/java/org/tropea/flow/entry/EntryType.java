package org.tropea.flow.entry;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import org.tropea.flow.conn.Connection;
import org.tropea.flow.conn.ConnectionHandler;
import org.tropea.flow.conn.ConnectionType;
import org.tropea.flow.conn.Listener;
import org.tropea.flow.fault.LocalFault;
import org.tropea.flow.scope.RouterScope;

/**
 * A type of connections that local programs open. Its listeners, and whoever links a connection of it, attach an
 * {@link EntryListener}. Stateless; in the connections' and the listeners' loops.
 */
public abstract class EntryType implements ConnectionType {
    /** The handler of one program's connection. */
    protected abstract EntryConnection handler(Connection connection, EntryListener listener, RouterScope router);

    @Override
    public final ConnectionHandler open(Connection connection, Object attachment, RouterScope router) {
        EntryConnection opened = handler(connection, (EntryListener) attachment, router);
        opened.begin();
        return opened;
    }

    /** Opens a Unix socket to the group or the world, if the line says so; types may want more. */
    @Override
    public void listening(Listener listener, Object attachment, RouterScope router) throws LocalFault {
        if (listener.local() instanceof UnixDomainSocketAddress unix) {
            String mode = ((EntryListener) attachment).port().socketMode();
            try {
                if (Files.exists(unix.getPath())) {
                    Files.setPosixFilePermissions(unix.getPath(), PosixFilePermissions.fromString(mode));
                }
            } catch (IOException | UnsupportedOperationException fault) {
                throw new LocalFault("cannot give unix:" + unix + " the mode " + mode + ": " + fault, fault);
            }
        }
    }
}
