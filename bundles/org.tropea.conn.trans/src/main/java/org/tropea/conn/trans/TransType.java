package org.tropea.conn.trans;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.tropea.flow.conn.Connection;
import org.tropea.flow.conn.ConnectionType;
import org.tropea.flow.conn.Listener;
import org.tropea.flow.entry.EntryConnection;
import org.tropea.flow.entry.EntryListener;
import org.tropea.flow.entry.EntryType;
import org.tropea.flow.fault.LocalFault;
import org.tropea.flow.scope.RouterScope;

/** Brings the connection type {@code trans}: what TransPort accepts. Called in the connections' and listeners' loops. */
@Component(service = ConnectionType.class, property = ConnectionType.TYPE + "=trans")
public final class TransType extends EntryType {
    private static final String FLAG = "--add-opens java.base/sun.nio.ch=ALL-UNNAMED";

    private final Kernel kernel = new Kernel();

    /** Finds the calls of the C library, where there is Linux. */
    @Activate
    public TransType() {
        kernel.load(System.getProperty("os.name"));
    }

    /** Refuses where destinations could not be asked for, and has TPROXY's connections let in. */
    @Override
    public void listening(Listener listener, Object attachment, RouterScope router) throws LocalFault {
        super.listening(listener, attachment, router);
        String obstacle = kernel.obstacle();
        if (obstacle != null) {
            throw new LocalFault("TransPort cannot work here: " + obstacle);
        }
        if (listener.descriptor() < 0) {
            throw new LocalFault("TransPort cannot work in this JVM, which does not tell what its sockets are to the"
                    + " operating system: start it with " + FLAG);
        }
        if (isTproxy(router)) {
            kernel.makeTransparent(listener.descriptor());
        }
    }

    @Override
    protected EntryConnection handler(Connection connection, EntryListener listener, RouterScope router) {
        return new TransConnection(connection, listener, router, isTproxy(router) ? null : kernel);
    }

    private static boolean isTproxy(RouterScope router) {
        return router.options().text("TransProxyType").equalsIgnoreCase("TPROXY");
    }

    @Deactivate
    void deactivate() {
        kernel.unload();
    }
}
