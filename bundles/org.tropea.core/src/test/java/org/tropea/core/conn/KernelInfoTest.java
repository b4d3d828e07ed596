package org.tropea.core.conn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tropea.flow.loop.KernelInfo;
import org.tropea.flow.loop.TcpState;

/** What connections tell of their sockets, by whatever bundle asks the kernel. */
class KernelInfoTest {
    private final Rig rig = new Rig();
    private final List<String> asked = new ArrayList<>();
    private final TcpState state = new TcpState();
    private RuntimeException bug;

    private KernelInfo kernel(String name) {
        KernelInfo kernel = () -> new KernelInfo.Reader() {
            @Override
            public boolean read(int descriptor, TcpState into) {
                asked.add(name + descriptor);
                if (bug != null) {
                    throw bug;
                }
                into.cwnd = 10;
                return into.known();
            }
        };
        rig.slots.kernelInfo().offer(kernel, Map.of(KernelInfo.NAME, name));
        rig.group.crank();
        return kernel;
    }

    private SpySocket spied(BaseConnection connection) {
        return SpySocket.over(connection);
    }

    @Test
    void theReaderIsAskedWithTheSocketsDescriptor() {
        BaseConnection connection = rig.accept("test").connection;
        spied(connection);
        kernel("linux");
        assertTrue(connection.tcpState(state));
        assertEquals(10, state.cwnd);
        assertEquals(List.of("linux7"), asked);
    }

    @Test
    void withoutABundleNobodyKnows() {
        BaseConnection connection = rig.accept("test").connection;
        spied(connection);
        assertFalse(connection.tcpState(state));
        assertTrue(state.why.startsWith("no bundle asks the kernel"), state.why);
    }

    @Test
    void withoutADescriptorNobodyIsAsked() {
        BaseConnection connection = rig.accept("test").connection;
        spied(connection).descriptor = -1;
        kernel("linux");
        assertFalse(connection.tcpState(state));
        assertTrue(state.why.contains("--add-opens"), state.why);
        assertEquals(List.of(), asked);
    }

    @Test
    void aLinkedConnectionHasNoSocket() throws Exception {
        kernel("linux");
        assertFalse(rig.link()[0].connection.tcpState(state));
        assertEquals("the connection has no TCP socket", state.why);
    }

    @Test
    void whatIsWithdrawnIsNotAskedAnyMore() {
        BaseConnection connection = rig.accept("test").connection;
        spied(connection);
        KernelInfo kernel = kernel("linux");
        rig.group.fromOutside(() -> {
            rig.slots.kernelInfo().withdraw(kernel);
            return null;
        });
        assertFalse(connection.tcpState(state));
        assertEquals(List.of(), asked);
        kernel("next");
        assertTrue(connection.tcpState(state));
        assertEquals(List.of("next7"), asked);
    }

    @Test
    void aReaderThatThrowsIsReplaced() {
        BaseConnection connection = rig.accept("test").connection;
        spied(connection);
        kernel("good");
        KernelInfo bad = kernel("bad");
        rig.slots.kernelInfo().operatorChooses("bad");
        rig.group.crank();
        bug = new IllegalStateException("no");
        assertFalse(connection.tcpState(state));
        bug = null;
        rig.group.crank();
        assertTrue(rig.slots.kernelInfo().isQuarantined(bad));
        assertTrue(connection.tcpState(state));
        assertEquals(List.of("bad7", "good7"), asked);
    }
}
