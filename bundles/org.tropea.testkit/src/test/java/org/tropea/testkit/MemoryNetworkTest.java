package org.tropea.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tropea.flow.buffer.Buffer;
import org.tropea.flow.loop.IoEvents;
import org.tropea.flow.loop.IoListener;
import org.tropea.flow.loop.IoSocket;

class MemoryNetworkTest {
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress("127.0.0.1", 0);

    private final HandCrankedLoop loop = new HandCrankedLoop(0, new ManualClock(), new MemoryNetwork(100));
    private final HeapBufferPool pool = new HeapBufferPool(loop.clock(), Integer.MAX_VALUE);
    private final Buffer data = pool.buffer();
    private final List<IoSocket> accepted = new ArrayList<>();
    private final Events events = new Events();

    @Test
    void aConnectIsToldByAnEvent() throws IOException {
        IoListener listener = loop.listen(ANY_PORT, accepted::add);
        listener.accepting(true);
        events.socket = loop.connect(listener.local(), null, events);
        assertFalse(events.connected);
        loop.crank();
        assertTrue(events.connected);
        assertEquals(events.socket.local(), accepted.get(0).remote());
    }

    @Test
    void peersWaitWhileAcceptingIsOff() throws IOException {
        IoListener listener = loop.listen(ANY_PORT, accepted::add);
        events.socket = loop.connect(listener.local(), null, events);
        loop.crank();
        assertEquals(0, accepted.size());
        listener.accepting(true);
        loop.crank();
        assertEquals(1, accepted.size());
    }

    @Test
    void whereNobodyListensTheConnectFails() throws IOException {
        events.socket = loop.connect(new InetSocketAddress("127.0.0.1", 9), null, events);
        loop.crank();
        assertEquals(ConnectException.class, events.fault.getClass());
    }

    @Test
    void aSilentAddressNeverAnswers() throws IOException {
        InetSocketAddress hole = new InetSocketAddress("127.0.0.1", 9);
        loop.network().silent(hole);
        events.socket = loop.connect(hole, null, events);
        loop.advance(1_000_000_000L);
        assertFalse(events.connected);
        assertEquals(null, events.fault);
    }

    @Test
    void writesAreCutAtTheCapacityAndGoOnWhenThePeerRead() throws IOException {
        MemorySocket[] pair = loop.network().pair();
        data.append(new byte[150], 0, 150);
        assertEquals(100, pair[0].write(data, 150));
        assertEquals(0, pair[0].write(data, 150));
        Buffer got = pool.buffer();
        assertEquals(70, pair[1].read(got, 70));
        assertEquals(50, pair[0].write(data, 150));
        assertEquals(80, pair[1].read(got, 1000));
        assertEquals(0, pair[1].read(got, 1000));
    }

    @Test
    void theEndOfTheStreamComesAfterTheLastByte() throws IOException {
        MemorySocket[] pair = loop.network().pair();
        data.append(new byte[10], 0, 10);
        pair[0].write(data, 10);
        pair[0].shutdownOutput();
        Buffer got = pool.buffer();
        assertEquals(10, pair[1].read(got, 100));
        assertEquals(-1, pair[1].read(got, 100));
        got.append(new byte[5], 0, 5);
        assertEquals(15, pair[1].write(got, 100));
    }

    @Test
    void aResetBreaksThePeer() {
        MemorySocket[] pair = loop.network().pair();
        pair[0].reset();
        assertThrows(IOException.class, () -> pair[1].read(data, 1));
        assertThrows(IOException.class, () -> pair[0].read(data, 1));
    }

    @Test
    void interestCountsFromTheEndOfTheTurn() throws IOException {
        MemorySocket[] pair = loop.network().pair();
        loop.adopt(pair[1], events);
        events.socket = pair[1];
        events.connected = true;
        data.append(new byte[10], 0, 10);
        pair[0].write(data, 10);
        loop.crank();
        assertEquals(0, events.got.length());
        loop.execute(() -> pair[1].interest(true, false));
        loop.turn();
        assertEquals(0, events.got.length());
        loop.turn();
        assertEquals(10, events.got.length());
    }

    private final class Events implements IoEvents {
        final Buffer got = pool.buffer();
        IoSocket socket;
        boolean connected;
        IOException fault;

        @Override
        public void readable() {
            try {
                socket.read(got, 1000);
            } catch (IOException unexpected) {
                throw new UncheckedIOException(unexpected);
            }
        }

        @Override
        public void writable() {
            try {
                connected = socket.finishConnect();
            } catch (IOException refused) {
                fault = refused;
                socket.close();
            }
        }
    }
}
