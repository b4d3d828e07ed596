package org.tropea.channel.tls;

import static org.junit.jupiter.api.Assertions.*;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tropea.flow.channel.CellLinkEvents;
import org.tropea.flow.channel.ChannelBackend;
import org.tropea.flow.channel.ChannelTarget;
import org.tropea.flow.channel.PeerIdentity;
import org.tropea.flow.conn.Connections;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.fault.LocalFault;
import org.tropea.flow.loop.TcpState;
import org.tropea.testkit.HandCrankedLoop;
import org.tropea.testkit.TestScope;

/** How a backend dials its target's addresses. */
class TlsChannelBackendTest {
    private static final InetSocketAddress FIRST = new InetSocketAddress("127.0.0.1", 1);
    private static final InetSocketAddress SECOND = new InetSocketAddress("127.0.0.2", 2);

    private final HandCrankedLoop loop = new HandCrankedLoop();
    private final TestScope scope = TestScope.of();
    private final FakeChannel channel = new FakeChannel(loop, scope);
    private final List<Object> dialled = new ArrayList<>();
    private CellLinkEvents events;
    private boolean noSockets;

    @BeforeEach
    void assemble() {
        InvocationHandler dial = (proxy, method, arguments) -> {
            if (noSockets) {
                throw new LocalFault("no sockets");
            }
            dialled.add(arguments[1]);
            events = (CellLinkEvents) arguments[2];
            return new DialledConnection(events, (InetSocketAddress) arguments[1]);
        };
        scope.add(Connections.class, (Connections)
                Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Connections.class}, dial));
    }

    private ChannelBackend connect(InetSocketAddress... addresses) throws LocalFault {
        PeerIdentity identity = new PeerIdentity(new byte[20], null);
        return new TlsChannelBackendFactory().connect(new ChannelTarget(identity, List.of(addresses)), channel);
    }

    @Test
    void theLinkTellsOfTheSocketOnceThereIsOne() throws LocalFault {
        TcpState state = new TcpState();
        assertFalse(connect(FIRST).tcpState(state));
        assertEquals("the channel has no link", state.why);
        TlsChannelBackend accepted = new TlsChannelBackend(channel, null, null);
        accepted.accepted(new FakeLink(loop, null));
        assertFalse(accepted.tcpState(state));
        assertEquals("the link does not tell of its socket", state.why);
    }

    @Test
    void nextAddressIsDialledWhenOneFails() throws LocalFault {
        ChannelBackend backend = connect(FIRST, SECOND);
        assertEquals(FIRST, backend.remote());
        events.closed(CloseCause.CONNECT_REFUSED);
        assertEquals(List.of(FIRST, SECOND), dialled);
        assertNull(channel.cause);
        events.closed(CloseCause.CONNECT_TIMEOUT);
        assertEquals(CloseCause.CONNECT_TIMEOUT, channel.cause);
    }

    @Test
    void linkThatWasUpIsNotDialledAgain() throws Exception {
        connect(FIRST, SECOND);
        events.linked(new FakeLink(loop, new byte[0]));
        events.closed(CloseCause.IO_ERROR);
        assertEquals(List.of(FIRST), dialled);
        assertEquals(CloseCause.IO_ERROR, channel.cause);
    }

    @Test
    void closeWhileDiallingEndsIt() throws LocalFault {
        connect(FIRST, SECOND).close(CloseCause.OPERATOR);
        assertEquals(CloseCause.OPERATOR, channel.cause);
        assertEquals(List.of(FIRST), dialled);
    }

    @Test
    void faultOfThisMachineIsThrown() {
        noSockets = true;
        assertEquals(
                "no sockets",
                assertThrows(LocalFault.class, () -> connect(FIRST, SECOND)).getMessage());
    }

    @Test
    void targetWithoutAddressIsRefused() {
        assertThrows(LocalFault.class, this::connect);
    }

    @Test
    void faultOfThisMachineBetweenAddressesClosesTheChannel() throws LocalFault {
        connect(FIRST, SECOND);
        noSockets = true;
        events.closed(CloseCause.CONNECT_REFUSED);
        assertEquals(CloseCause.NO_ROUTE, channel.cause);
    }
}
