package org.tropea.core.edge;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tropea.cell.EndReason;
import org.tropea.cell.RelayCell;
import org.tropea.cell.RelayCommand;
import org.tropea.cell.Sendme;
import org.tropea.flow.buffer.Buffer;
import org.tropea.flow.suspend.Reason;
import org.tropea.testkit.BareConnection;

/** Bytes to the client: what stops them and what lets them go on. */
class PackagingTest {
    private final EdgeRig rig = new EdgeRig();
    private final CircuitClient client = rig.client;
    private final BareConnection connection = new BareConnection(rig.loop);
    /** The digests of the DATA cells that SENDMEs of the client have yet to quote. */
    private final List<byte[]> unacknowledged = new ArrayList<>();

    private int dataCells;

    /** How many DATA cells came for each stream, by stream id. */
    private int[] received() {
        int[] cells = new int[10];
        for (CircuitClient.Message message : client.received()) {
            if (message.command() == RelayCommand.DATA) {
                cells[message.stream()]++;
                if (++dataCells % SpecWindows.CIRCUIT_STEP == 0) {
                    unacknowledged.add(message.digest());
                }
            }
        }
        return cells;
    }

    private int cells() {
        int sum = 0;
        for (int count : received()) {
            sum += count;
        }
        return sum;
    }

    private void circuitSendme() {
        client.send(RelayCommand.SENDME, 0, Sendme.encode(unacknowledged.remove(0)));
    }

    private boolean held(Reason reason) {
        return connection.reading().holds(reason);
    }

    @Test
    void bytesGoInFullCellsAndARest() {
        TestEdge.Handler handler = rig.open(3);
        byte[] bytes = new byte[2 * RelayCell.DATA_MAX + 10];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 7);
        }
        Buffer source = rig.source(0);
        source.append(bytes, 0, bytes.length);
        assertEquals(bytes.length, handler.stream.packageFrom(source));
        assertEquals(0, source.length());
        List<CircuitClient.Message> messages = client.received();
        assertEquals("[DATA/3/498, DATA/3/498, DATA/3/10]", messages.toString());
        ByteArrayOutputStream arrived = new ByteArrayOutputStream();
        messages.forEach(message -> arrived.writeBytes(message.body()));
        assertArrayEquals(bytes, arrived.toByteArray());
    }

    @Test
    void nothingIsPackagedBeforeConnectedAndAfterTheEnd() {
        TestEdge.Handler handler = rig.begin(3);
        assertEquals(0, handler.stream.packageFrom(rig.source(1)));
        handler.stream.connected(new byte[0]);
        handler.stream.end(EndReason.DONE);
        assertEquals(0, handler.stream.packageFrom(rig.source(1)));
        assertEquals(List.of("CONNECTED/3/0", "END/3/1"), client.answers());
    }

    @Test
    void theStreamWindowStopsAndASendmeGoesOn() {
        TestEdge.Handler handler = rig.open(3, connection);
        rig.pour(handler, 600);
        assertEquals(SpecWindows.STREAM, cells());
        assertTrue(held(Reason.WINDOW_EMPTY));
        assertFalse(held(Reason.CIRCUIT_QUEUE_FULL));
        client.send(RelayCommand.SENDME, 3);
        assertEquals(SpecWindows.STREAM_STEP, cells());
        assertTrue(held(Reason.WINDOW_EMPTY));
        client.send(RelayCommand.SENDME, 3);
        client.send(RelayCommand.SENDME, 3);
        assertEquals(600 - SpecWindows.STREAM - SpecWindows.STREAM_STEP, cells());
        assertFalse(held(Reason.WINDOW_EMPTY));
    }

    @Test
    void anEmptyStreamWindowIsHeldWithoutAnythingLeftToSend() {
        rig.pour(rig.open(3, connection), SpecWindows.STREAM);
        assertEquals(SpecWindows.STREAM, cells());
        assertTrue(held(Reason.WINDOW_EMPTY));
        assertFalse(connection.reading().runs());
    }

    @Test
    void theCircuitWindowStopsAndASendmeGoesOn() {
        TestEdge.Handler first = rig.open(1);
        TestEdge.Handler second = rig.open(2);
        TestEdge.Handler third = rig.open(3, connection);
        rig.pour(first, 450);
        assertEquals(450, cells());
        rig.pour(second, 450);
        assertEquals(450, cells());
        rig.pour(third, 250);
        assertEquals(100, cells());
        assertTrue(held(Reason.WINDOW_EMPTY));
        circuitSendme();
        assertEquals(SpecWindows.CIRCUIT_STEP, cells());
        assertTrue(held(Reason.WINDOW_EMPTY));
        circuitSendme();
        assertEquals(50, cells());
        assertFalse(held(Reason.WINDOW_EMPTY));
        assertEquals(0, third.source.length());
    }

    @Test
    void aStreamSendmeDoesNotOpenTheCircuitWindow() {
        TestEdge.Handler first = rig.open(1);
        TestEdge.Handler second = rig.open(2, connection);
        rig.pour(first, 500);
        rig.pour(second, 600);
        assertEquals(SpecWindows.CIRCUIT, cells());
        int before = second.invitations;
        client.send(RelayCommand.SENDME, 2);
        assertEquals(0, cells());
        assertEquals(before, second.invitations);
        assertTrue(held(Reason.WINDOW_EMPTY));
    }

    @Test
    void aFullQueueStopsAndItsDrainGoesOn() {
        TestEdge.Handler handler = rig.open(3, connection);
        rig.room(0);
        rig.pour(handler, 300);
        assertEquals(0, cells());
        assertEquals(256, rig.circuit().queueLength());
        assertEquals(44 * RelayCell.DATA_MAX, handler.source.length());
        assertTrue(held(Reason.CIRCUIT_QUEUE_FULL));
        assertFalse(held(Reason.WINDOW_EMPTY));
        rig.room(245);
        assertEquals(245, cells());
        assertTrue(held(Reason.CIRCUIT_QUEUE_FULL));
        rig.room(1);
        assertEquals(1, cells());
        assertFalse(held(Reason.CIRCUIT_QUEUE_FULL));
        assertEquals(0, handler.source.length());
        rig.room(1000);
        assertEquals(54, cells());
    }

    @Test
    void aFullQueueHoldsEveryStream() {
        TestEdge.Handler first = rig.open(1);
        TestEdge.Handler second = rig.open(2, connection);
        rig.room(0);
        rig.pour(first, 300);
        rig.pour(second, 1);
        assertTrue(held(Reason.CIRCUIT_QUEUE_FULL));
        rig.room(1000);
        assertEquals(301, cells());
        assertFalse(held(Reason.CIRCUIT_QUEUE_FULL));
    }

    @Test
    void aStreamThatMayPackageIsAskedTo() {
        TestEdge.Handler handler = rig.open(3);
        client.send(RelayCommand.SENDME, 99);
        assertEquals(0, handler.invitations);
        rig.pour(handler, 50);
        cells();
        client.send(RelayCommand.SENDME, 3);
        assertEquals(1, handler.invitations);
    }

    @Test
    void aReopenedCircuitWindowGoesRound() {
        openWithMuchToSend(3);
        int[] unanswered = received();
        int[] later = new int[unanswered.length];
        for (int round = 0; round < 9; round++) {
            acknowledge(unanswered);
            circuitSendme();
            int[] more = received();
            for (int stream = 1; stream <= 3; stream++) {
                unanswered[stream] += more[stream];
                later[stream] += more[stream];
            }
        }
        assertArrayEquals(new int[] {0, 300, 300, 300, 0, 0, 0, 0, 0, 0}, later);
    }

    private List<TestEdge.Handler> openWithMuchToSend(int streams) {
        for (int stream = 1; stream <= streams; stream++) {
            rig.open(stream);
        }
        rig.edge.handlers.forEach(handler -> rig.pour(handler, 3000));
        return rig.edge.handlers;
    }

    /** The client sends the stream SENDMEs that are due. */
    private void acknowledge(int[] cells) {
        for (int stream = 1; stream < cells.length; stream++) {
            for (; cells[stream] >= SpecWindows.STREAM_STEP; cells[stream] -= SpecWindows.STREAM_STEP) {
                client.send(RelayCommand.SENDME, stream);
            }
        }
    }

    @Test
    void aDrainedQueueGoesRoundToo() {
        rig.room(0);
        openWithMuchToSend(3);
        int[] all = new int[10];
        for (int i = 0; i < 4; i++) {
            rig.room(250);
            int[] more = received();
            for (int stream = 1; stream <= 3; stream++) {
                all[stream] += more[stream];
            }
        }
        for (int stream = 1; stream <= 3; stream++) {
            assertTrue(all[stream] >= 200, "stream " + stream + " sent " + all[stream] + " of 1000 cells");
        }
    }

    @Test
    void streamsMayEndWhileTheyTakeTurns() {
        List<TestEdge.Handler> handlers = openWithMuchToSend(6);
        acknowledge(received());
        for (TestEdge.Handler handler : handlers) {
            handler.atInvitation = () -> handler.stream.end(EndReason.DONE);
        }
        circuitSendme();
        List<CircuitClient.Message> ends = client.received();
        assertEquals(6, ends.size());
        assertEquals(
                6, ends.stream().map(CircuitClient.Message::stream).distinct().count());
    }
}
