package org.tropea.transport.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.net.InetSocketAddress;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.transport.TransportUse;
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
}
