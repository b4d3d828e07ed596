package org.tropea.transport.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tropea.flow.conn.Carried;
import org.tropea.flow.conn.ConnectionHandler;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.fault.LocalFault;
import org.tropea.flow.transport.TransportUse;
import org.tropea.testkit.BareConnection;
import org.tropea.testkit.HandCrankedLoopGroup;
import org.tropea.testkit.PlayedConnection;
import org.tropea.testkit.TestScope;

class TcpTransportTest {
    private static final InetSocketAddress BRIDGE = new InetSocketAddress("203.0.113.7", 443);

    private final HandCrankedLoopGroup group = new HandCrankedLoopGroup();
    private final PlayedConnection connection = new PlayedConnection("transport.tcp", BRIDGE, group.loop(0));
    private CloseCause failed;

    private void open(TransportUse use) {
        connection.handler = new TcpTransport().open(connection, use, TestScope.of());
        group.crank();
    }

    private TransportUse dial(Map<String, String> arguments) {
        return new TransportUse("tcp", arguments, BRIDGE, "or", this, (cause, why) -> failed = cause);
    }

    @Test
    void anAcceptedOneIsHandedOnAsItIs() {
        open(TransportUse.serving("tcp", Map.of()));
        assertEquals("or", connection.became);
        assertEquals("tcp", connection.carried.transport());
        assertNull(connection.carried.wrap());
        assertNull(connection.carried.client());
    }

    @Test
    void aDialledOneIsHandedOnWhenItIsThere() {
        open(dial(Map.of()));
        assertNull(connection.became);
        connection.connected();
        assertEquals("or", connection.became);
        connection.close(CloseCause.FINISHED);
        group.crank();
        assertNull(failed);
    }

    @Test
    void oneThatNeverGotThereIsTold() {
        open(dial(Map.of()));
        connection.close(CloseCause.CONNECT_REFUSED);
        group.crank();
        assertEquals(CloseCause.CONNECT_REFUSED, failed);
    }

    @Test
    void argumentsAreRefused() {
        open(dial(Map.of("cert", "x")));
        assertEquals(CloseCause.NO_ROUTE, failed);
    }

    @Test
    void optionsRefuseTheListener() throws LocalFault {
        TcpTransport transport = new TcpTransport();
        transport.listening(null, TransportUse.serving("tcp", Map.of()), TestScope.of());
        TransportUse wrong = TransportUse.serving("tcp", Map.of("iat-mode", "1"));
        String said = assertThrows(LocalFault.class, () -> transport.listening(null, wrong, TestScope.of()))
                .getMessage();
        assertTrue(said.contains("iat-mode"), said);
    }

    /** One whose arguments are of no use is closed when open() returns: before anything connects. */
    @Test
    void whatIsOfNoUseIsClosedAtOnce() {
        connection.handler = new TcpTransport().open(connection, dial(Map.of("cert", "x")), TestScope.of());
        assertEquals(CloseCause.NO_ROUTE, connection.cause);
    }

    @Test
    void aBugInBecomingIsTold() {
        BareConnection broken = new BareConnection(group.loop(0)) {
            @Override
            public void become(String type, Object attachment, Carried by) {
                throw new IllegalStateException("on purpose");
            }
        };
        ConnectionHandler handler = new TcpTransport().open(broken, dial(Map.of()), TestScope.of());
        assertThrows(IllegalStateException.class, handler::finishedConnecting);
        handler.closed(CloseCause.BUG);
        assertEquals(CloseCause.BUG, failed);
    }
}
