package org.tropea.conn.extor;

import org.osgi.service.component.annotations.Component;
import org.tropea.flow.conn.Connection;
import org.tropea.flow.conn.ConnectionHandler;
import org.tropea.flow.conn.ConnectionType;
import org.tropea.flow.conn.Listener;
import org.tropea.flow.fault.LocalFault;
import org.tropea.flow.scope.RouterScope;

/**
 * The connection type of ExtORPort. Who opens its listeners attaches the router's cookie, 32 bytes, which so stays the same
 * when this bundle is exchanged. Keeps nothing but the count of wrong hashes. Any thread.
 */
@Component(property = ConnectionType.TYPE + "=extor")
public final class ExtOrType implements ConnectionType {
    final WrongHashes wrongHashes = new WrongHashes();

    /** Helper programs read the cookie from its file: it is there before anybody is accepted. */
    @Override
    public void listening(Listener listener, Object attachment, RouterScope router) throws LocalFault {
        CookieFile.write((byte[]) attachment, router.options());
    }

    @Override
    public ConnectionHandler open(Connection connection, Object attachment, RouterScope router) {
        SafeCookie cookie = new SafeCookie((byte[]) attachment);
        ExtOrConnection handler = new ExtOrConnection(connection, cookie, wrongHashes);
        handler.begin();
        return handler;
    }
}
