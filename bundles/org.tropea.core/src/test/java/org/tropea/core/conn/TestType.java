package org.tropea.core.conn;

import java.util.ArrayList;
import java.util.List;
import org.tropea.flow.conn.Connection;
import org.tropea.flow.conn.ConnectionHandler;
import org.tropea.flow.conn.ConnectionType;
import org.tropea.flow.conn.Listener;
import org.tropea.flow.fault.LocalFault;
import org.tropea.flow.scope.RouterScope;

/** A connection type whose handlers note what happens to them. */
final class TestType implements ConnectionType {
    final List<TestHandler> handlers = new ArrayList<>();
    /** What was attached to the listeners that it was told of. */
    final List<Object> listening = new ArrayList<>();
    /** Refuses listeners when set. */
    String refuses;

    @Override
    public void listening(Listener listener, Object attachment, RouterScope router) throws LocalFault {
        listening.add(attachment);
        if (refuses != null) {
            throw new LocalFault(refuses);
        }
    }

    /** Fails in open() when set. */
    RuntimeException fails;

    @Override
    public ConnectionHandler open(Connection connection, Object attachment, RouterScope router) {
        if (fails != null) {
            throw fails;
        }
        TestHandler handler = new TestHandler((BaseConnection) connection, attachment);
        handlers.add(handler);
        return handler;
    }

    TestHandler last() {
        return handlers.get(handlers.size() - 1);
    }
}
