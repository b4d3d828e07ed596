package org.tropea.conn.trans;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tropea.flow.conn.ConnectionHandler;
import org.tropea.flow.conn.Listener;
import org.tropea.flow.entry.EntryListener;
import org.tropea.flow.entry.EntryRequest;
import org.tropea.flow.entry.EntryStreams;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.fault.LocalFault;
import org.tropea.flow.suspend.Suspension;
import org.tropea.net.option.EntryPort;
import org.tropea.net.option.PortLine;
import org.tropea.net.policy.AddressPolicy;
import org.tropea.testkit.BareConnection;
import org.tropea.testkit.HandCrankedLoop;
import org.tropea.testkit.HeapBufferLayer;
import org.tropea.testkit.TestScope;

class TransTypeTest {
    private final HandCrankedLoop loop = new HandCrankedLoop();
    private final TransType type = new TransType();
    private final EntryListener listener = new EntryListener(
            EntryPort.of("TransPort", PortLine.parse("9040"), new ArrayList<>()),
            AddressPolicy.parse("SocksPolicy", List.of()));
    private final AtomicReference<EntryRequest> asked = new AtomicReference<>();

    @AfterEach
    void unload() {
        type.deactivate();
    }

    private BareConnection come(TestScope scope, String local) {
        scope.add(EntryStreams.class, (request, handler, in) -> {
            asked.set(request);
            return () -> {};
        });
        BareConnection connection =
                new BareConnection(
                        loop, "trans", new InetSocketAddress("127.0.0.1", 4), new HeapBufferLayer().pool(loop::now)) {
                    @Override
                    public SocketAddress local() {
                        return new InetSocketAddress(local, 443);
                    }
                };
        ConnectionHandler handler = type.open(connection, listener, scope);
        loop.crank();
        assertTrue(handler.describe().length() > 0);
        return connection;
    }

    @Test
    void tproxyLeavesTheDestinationAsTheLocalAddress() {
        come(TestScope.of("TransProxyType", "TPROXY"), "192.0.2.7");
        assertEquals("192.0.2.7", asked.get().host());
        assertEquals(443, asked.get().port());
        assertEquals("trans", asked.get().source().protocol());
    }

    @Test
    void tproxyKnowsIpv6() {
        come(TestScope.of("TransProxyType", "TPROXY"), "2001:db8::1");
        assertEquals("2001:db8:0:0:0:0:0:1", asked.get().host());
    }

    @Test
    void whatNobodyRedirectedIsClosed() {
        BareConnection connection = come(TestScope.of(), "192.0.2.7");
        assertNull(asked.get());
        assertEquals(CloseCause.FINISHED, connection.cause);
    }

    @Test
    void withoutDescriptorsThePortIsRefusedWithTheFlag() {
        LocalFault fault = assertThrows(LocalFault.class, () -> type.listening(bound(-1), listener, TestScope.of()));
        assertTrue(fault.getMessage().contains("--add-opens java.base/sun.nio.ch=ALL-UNNAMED"), fault.getMessage());
    }

    @Test
    void tproxyNeedsASocketToMakeTransparent() {
        TestScope scope = TestScope.of("TransProxyType", "TPROXY");
        LocalFault fault = assertThrows(LocalFault.class, () -> type.listening(bound(1_000_000), listener, scope));
        assertTrue(fault.getMessage().contains("TPROXY"), fault.getMessage());
        assertFalse(fault.getMessage().contains("add-opens"));
    }

    private static Listener bound(int descriptor) {
        return new Listener() {
            @Override
            public String type() {
                return "trans";
            }

            @Override
            public Suspension accepting() {
                return new Suspension(() -> {});
            }

            @Override
            public SocketAddress local() {
                return new InetSocketAddress("127.0.0.1", 9040);
            }

            @Override
            public int descriptor() {
                return descriptor;
            }

            @Override
            public void close() {
                // There is nothing to close.
            }
        };
    }
}
