package org.tropea.conn.listener;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tropea.flow.conn.Listener;
import org.tropea.flow.fault.LocalFault;
import org.tropea.flow.loop.IoEvents;
import org.tropea.flow.loop.IoListener;
import org.tropea.flow.loop.IoSocket;
import org.tropea.flow.suspend.Reason;
import org.tropea.testkit.HandCrankedLoop;

class SocketListenerTest {
    private static final InetSocketAddress HERE = new InetSocketAddress("127.0.0.1", 9001);

    private final HandCrankedLoop loop = new HandCrankedLoop();
    private final SocketListenerFactory factory = new SocketListenerFactory();
    private final List<IoSocket> accepted = new ArrayList<>();

    @TempDir
    private Path directory;

    @Test
    void acceptsAsLongAsNothingHolds() throws Exception {
        Listener listener = factory.listen("or", HERE, accepted::add, loop);
        knock();
        assertEquals(1, accepted.size());
        listener.accepting().hold(Reason.NO_TYPE, loop.now());
        knock();
        assertEquals(1, accepted.size());
        listener.accepting().lift(Reason.NO_TYPE);
        loop.crank();
        assertEquals(2, accepted.size());
        assertEquals("or", listener.type());
        assertEquals(HERE, listener.local());
    }

    @Test
    void pausesForASecondWhenTheKernelRefuses() throws Exception {
        SocketListener listener = (SocketListener) factory.listen("or", HERE, accepted::add, loop);
        listener.refused();
        assertTrue(listener.accepting().holds(Reason.ACCEPT_FAILED));
        knock();
        assertEquals(0, accepted.size());
        loop.advance(1_000_000_000L);
        assertTrue(listener.accepting().runs());
        assertEquals(1, accepted.size());
    }

    @Test
    void takenAddressIsNamed() throws Exception {
        factory.listen("or", HERE, accepted::add, loop);
        LocalFault fault = assertThrows(LocalFault.class, () -> factory.listen("or", HERE, accepted::add, loop));
        String start = "cannot listen on 127.0.0.1:9001 for or connections: Address already in use";
        assertTrue(fault.getMessage().startsWith(start), fault.getMessage());
    }

    @Test
    void closedListenerFreesItsAddress() throws Exception {
        Listener listener = factory.listen("or", HERE, accepted::add, loop);
        listener.close();
        listener.close();
        listener.accepting().hold(Reason.OPERATOR, loop.now());
        assertEquals(HERE, factory.listen("or", HERE, accepted::add, loop).local());
    }

    @Test
    void showsAddressesAsOperatorsWriteThem() {
        assertEquals("[0:0:0:0:0:0:0:1]:80", SocketListenerFactory.show(new InetSocketAddress("::1", 80)));
        assertEquals("unix:/tmp/x", SocketListenerFactory.show(UnixDomainSocketAddress.of("/tmp/x")));
    }

    @Test
    void unixSocketIsItsOwnersAlone() throws Exception {
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(directory.resolve("s"));
        try (Bound bound = new Bound(address)) {
            assertTrue(bound.channel.isOpen());
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(address.getPath())));
        }
    }

    @Test
    void staleUnixSocketMakesRoom() throws Exception {
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(directory.resolve("s"));
        new Bound(address).close();
        assertTrue(Files.exists(address.getPath()));
        new Bound(address).close();
        UnixSocketFile.remove(address);
        assertFalse(Files.exists(address.getPath()));
    }

    @Test
    void livingUnixSocketAndOtherFilesStay() throws Exception {
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(directory.resolve("s"));
        try (Bound bound = new Bound(address)) {
            assertTrue(bound.channel.isOpen());
            assertThrows(IOException.class, () -> new Bound(address));
        }
        Path file = Files.writeString(directory.resolve("f"), "mine");
        LocalFault fault = assertThrows(
                LocalFault.class, () -> factory.listen("socks", UnixDomainSocketAddress.of(file), accepted::add, loop));
        assertTrue(fault.getMessage().contains("not a socket"));
        assertEquals("mine", Files.readString(file));
    }

    private void knock() throws IOException {
        Dialled events = new Dialled();
        events.socket = loop.connect(HERE, null, events);
        loop.crank();
    }

    private static final class Dialled implements IoEvents {
        private IoSocket socket;

        @Override
        public void readable() {}

        @Override
        public void writable() {
            try {
                socket.finishConnect();
            } catch (IOException fault) {
                throw new AssertionError(fault);
            }
        }
    }

    /** A Unix socket of the kernel's, bound by the rules of {@link UnixSocketFile}; its file outlives it. */
    private static final class Bound implements AutoCloseable {
        private final ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);

        Bound(UnixDomainSocketAddress address) throws IOException {
            UnixSocketFile.bind(address, () -> {
                channel.bind(address);
                return new NoListener(address);
            });
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    private static final class NoListener extends IoListener {
        private final UnixDomainSocketAddress address;

        NoListener(UnixDomainSocketAddress address) {
            this.address = address;
        }

        @Override
        public void accepting(boolean on) {}

        @Override
        public UnixDomainSocketAddress local() {
            return address;
        }

        @Override
        public void close() {}
    }
}
