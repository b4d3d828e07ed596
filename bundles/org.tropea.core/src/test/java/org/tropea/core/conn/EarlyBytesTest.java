package org.tropea.core.conn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tropea.cell.EndReason;
import org.tropea.flow.buffer.Buffer;
import org.tropea.flow.conn.Connection;
import org.tropea.flow.conn.ConnectionType;
import org.tropea.flow.entry.EntryConnection;
import org.tropea.flow.entry.EntryHandler;
import org.tropea.flow.entry.EntryListener;
import org.tropea.flow.entry.EntryPlaces;
import org.tropea.flow.entry.EntryRequest;
import org.tropea.flow.entry.EntrySource;
import org.tropea.flow.entry.EntryStreams;
import org.tropea.flow.entry.EntryType;
import org.tropea.flow.scope.RouterScope;
import org.tropea.net.option.EntryPort;
import org.tropea.net.option.PortLine;
import org.tropea.testkit.HeapBufferLayer;
import org.tropea.testkit.MemorySocket;
import org.tropea.testkit.TestScope;
import org.tropea.testkit.entry.PlayedStream;

/** What a program sends before its stream is there, while the buffer layer changes: real connections, a played stream. */
class EarlyBytesTest {
    private final TestScope scope = TestScope.of();
    private final Rig rig = new Rig(scope);
    private final EntryPort line =
            EntryPort.of("SocksPort", PortLine.parse("9050"), new ArrayList<>()).orGroup(-2);
    private EntryHandler asker;
    private Connection connection;
    private MemorySocket program;
    private PlayedStream stream;
    private RuntimeException bug;

    /** Its request is one byte, its answer another one. */
    private final class OneByteType extends EntryType {
        @Override
        protected EntryConnection handler(Connection accepted, EntryListener listener, RouterScope router) {
            connection = accepted;
            return new OneByteConnection(accepted, listener, router);
        }
    }

    private final class OneByteConnection extends EntryConnection {
        OneByteConnection(Connection accepted, EntryListener listener, RouterScope router) {
            super(accepted, listener, router);
        }

        @Override
        protected void readRequest() {
            connection.inbuf().drain(1);
            ask(new EntryRequest(EntryRequest.Kind.CONNECT, "example.com", 80, new EntrySource(line, null, "test")));
        }

        @Override
        protected void writeConnected(InetAddress address, int ttl) {
            send("!");
            if (bug != null) {
                throw bug;
            }
        }

        @Override
        protected void writeRefusal(int reason, String why) {
            send("?" + reason);
        }
    }

    @BeforeEach
    void aProgramAsks() throws Exception {
        scope.add(EntryStreams.class, (request, handler, in) -> {
            asker = handler;
            return () -> {};
        });
        ConnectionType type = new OneByteType();
        EntryListener listener = new EntryListener(line, EntryPlaces.clients(scope.options()));
        ConnectionType attaching = (accepted, none, router) -> type.open(accepted, listener, router);
        rig.slots.types().offer(attaching, Map.of(ConnectionType.TYPE, "entry"));
        rig.group.crank();
        rig.listen("entry");
        program = rig.knock();
        says("C");
        stream = new PlayedStream(scope, rig.loop);
    }

    private void says(String text) throws Exception {
        Buffer bytes = rig.buffer();
        bytes.append(text.getBytes(StandardCharsets.ISO_8859_1), 0, text.length());
        program.write(bytes, text.length());
        rig.group.crank();
    }

    private String hears() throws Exception {
        Buffer bytes = rig.buffer();
        program.read(bytes, 1_000);
        byte[] all = new byte[bytes.length()];
        bytes.read(all, 0, all.length);
        return new String(all, StandardCharsets.ISO_8859_1);
    }

    private void begins() {
        asker.begun(stream);
        rig.group.crank();
    }

    private void connects() {
        asker.connected(stream, null, 0);
        rig.group.crank();
    }

    /** Another layer takes over in a turn of the loop, as it does when its bundle comes. */
    private void swapBuffers() {
        Buffer before = connection.inbuf();
        rig.slots.buffers().offer(new HeapBufferLayer(11), Map.of("service.ranking", 5));
        rig.group.crank();
        assertFalse(before == connection.inbuf(), "no other layer took over");
    }

    @Test
    void noneIsLostOrDoubledWhenTheLayerChangesInBetween() throws Exception {
        says("early ");
        begins();
        assertEquals("early ", stream.packaged.toString());
        swapBuffers();
        says("later ");
        assertEquals("early later ", stream.packaged.toString());
        connects();
        says("open");
        assertEquals("early later open", stream.packaged.toString());
        assertEquals("!", hears());
        assertEquals(0, connection.inbuf().length());
    }

    @Test
    void theNextExitGetsAllOfThemFromTheNewBuffers() throws Exception {
        says("early");
        begins();
        swapBuffers();
        stream = new PlayedStream(scope, rig.loop);
        begins();
        connects();
        assertEquals("early", stream.packaged.toString());
    }

    /** As the core does it: what a handler throws ends its stream, which the handler hears. */
    @Test
    void aFailureWhileItOpensClosesTheConnection() throws Exception {
        bug = new IllegalStateException("on purpose");
        assertThrows(IllegalStateException.class, this::connects);
        asker.ended(EndReason.INTERNAL);
        rig.group.crank();
        assertFalse(connection.isOpen());
        assertEquals("!", hears());
    }

    @Test
    void aStreamThatCannotBeJoinedRefusesTheProgram() throws Exception {
        assertThrows(NullPointerException.class, () -> asker.connected(null, null, 0));
        asker.ended(EndReason.INTERNAL);
        rig.group.crank();
        assertFalse(connection.isOpen());
        assertTrue(hears().startsWith("?"));
    }
}
