package org.tropea.socketfactory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.tropea.cell.EndReason;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.fault.LocalFault;

/** A program's threads at one end, a stream played by the test at the other. */
class PassageTest {
    private static final int MUCH = 200 * 1024;

    private final SocketsRig rig = new SocketsRig();

    private static CompletableFuture<Integer> write(Passage passage, int bytes) {
        return SocketsRig.begin(() -> {
            passage.write(new byte[bytes], 0, bytes);
            return bytes;
        });
    }

    private String read(Passage passage, int most) throws Exception {
        byte[] into = new byte[most];
        int count = rig.result(SocketsRig.begin(() -> passage.read(into, 0, most, 0)));
        return count < 0 ? null : new String(into, 0, count, StandardCharsets.ISO_8859_1);
    }

    private Throwable readingThrows(Passage passage) {
        return rig.fault(SocketsRig.begin(() -> passage.read(new byte[1], 0, 1, 0)));
    }

    /** Writes more than fits, until no more goes. */
    private CompletableFuture<Integer> stuckWriter(Passage passage) {
        CompletableFuture<Integer> writer = write(passage, MUCH);
        rig.until(() -> passage.out().room() == 0 && rig.half.outbuf().length() == Ring.SIZE);
        return writer;
    }

    // ---- connecting -----------------------------------------------------------------------------------------------

    @Test
    void theRequestNamesTheTarget() {
        rig.open();
        assertEquals("example.com", rig.asked.host());
        assertEquals(80, rig.asked.port());
    }

    private Throwable connectingThrows(int millis) {
        Passage passage = rig.sockets.passage("example.com", 80, "test");
        return rig.fault(SocketsRig.begin(() -> {
            passage.connect(millis);
            return null;
        }));
    }

    @Test
    void aRefusalIsThrown() {
        rig.refuses = EndReason.RESOLVEFAILED;
        Throwable fault = connectingThrows(0);
        assertInstanceOf(UnknownHostException.class, fault);
        assertTrue(fault.getMessage().contains("example.com:80"), fault.getMessage());
    }

    @Test
    void aMissingPairIsARefusal() {
        rig.refusal = new LocalFault("no bundle brings them");
        Throwable fault = connectingThrows(0);
        assertInstanceOf(ConnectException.class, fault);
        assertTrue(fault.getMessage().contains("no bundle brings them"), fault.getMessage());
    }

    @Test
    void patienceEnds() {
        rig.connects = false;
        assertInstanceOf(SocketTimeoutException.class, connectingThrows(20));
        rig.until(() -> !rig.half.isOpen());
    }

    // ---- bytes ----------------------------------------------------------------------------------------------------

    @Test
    void bytesGoBothWays() throws Exception {
        Passage passage = rig.open();
        assertEquals(3, rig.result(write(passage, 3)));
        rig.until(() -> rig.half.outbuf().length() == 3);
        assertEquals("\0\0\0", rig.half.sent());
        rig.half.receive("hello");
        assertEquals(5, passage.available());
        assertEquals("hel", read(passage, 3));
        assertEquals("lo", read(passage, 3));
    }

    @Test
    void readingWaitsAsLongAsItMay() {
        Passage passage = rig.open();
        Throwable fault = rig.fault(SocketsRig.begin(() -> passage.read(new byte[1], 0, 1, 20)));
        assertInstanceOf(SocketTimeoutException.class, fault);
    }

    @Test
    void whoIsNotReadIsHeldInWrite() throws Exception {
        Passage passage = rig.open();
        CompletableFuture<Integer> writer = stuckWriter(passage);
        int taken = 0;
        while (taken < MUCH) {
            rig.group.crank();
            taken += rig.half.sent().length();
        }
        assertEquals(MUCH, rig.result(writer));
        assertEquals(MUCH, taken);
    }

    @Test
    void whoDoesNotReadHoldsTheInbuf() throws Exception {
        Passage passage = rig.open();
        rig.half.receive("x".repeat(MUCH));
        assertEquals(MUCH - Ring.SIZE, rig.half.inbuf().length());
        int taken = 0;
        while (taken < MUCH) {
            taken += read(passage, 10_000).length();
        }
        assertEquals(MUCH, taken);
        assertEquals(0, rig.half.inbuf().length());
    }

    @Test
    void shutInputThrowsAway() throws Exception {
        Passage passage = rig.open();
        rig.half.receive("x".repeat(MUCH));
        passage.shutInput();
        rig.group.crank();
        assertEquals(0, rig.half.inbuf().length());
        assertEquals(null, read(passage, 1));
    }

    // ---- ends -----------------------------------------------------------------------------------------------------

    @Test
    void whatCameBeforeTheEndIsReadFirst() throws Exception {
        Passage passage = rig.open();
        rig.half.receive("last words");
        rig.end.streamEnded(EndReason.DONE);
        rig.half.receiveEnd();
        assertEquals("last words", read(passage, 100));
        assertEquals(null, read(passage, 100));
    }

    @Test
    void anotherEndIsAReset() {
        Passage passage = rig.open();
        rig.end.streamEnded(EndReason.CONNRESET);
        rig.half.receiveEnd();
        assertTrue(readingThrows(passage).getMessage().startsWith("Connection reset"));
    }

    /** A program that writes first and reads then: what nobody takes must not keep it waiting. */
    @Test
    void theEndBreaksThePipeThoughMuchIsUnread() throws Exception {
        Passage passage = rig.open();
        CompletableFuture<Integer> writer = stuckWriter(passage);
        rig.half.receive("x".repeat(MUCH));
        rig.end.streamEnded(EndReason.DONE);
        Throwable fault = rig.fault(writer);
        assertInstanceOf(SocketException.class, fault);
        assertTrue(fault.getMessage().startsWith("Broken pipe: example.com:80"), fault.getMessage());
        rig.half.receiveEnd();
        int taken = 0;
        while (taken < MUCH) {
            taken += read(passage, 10_000).length();
        }
        assertEquals(null, read(passage, 1));
    }

    @Test
    void theEndOfThePairDoesTooThoughMuchIsUnread() {
        Passage passage = rig.open();
        rig.half.receive("x".repeat(MUCH));
        rig.half.receiveEnd();
        assertTrue(rig.fault(write(passage, 1)).getMessage().startsWith("Broken pipe"));
    }

    @Test
    void closingThrowsReadersAndWritersOut() {
        Passage passage = rig.open();
        CompletableFuture<Integer> writer = stuckWriter(passage);
        CompletableFuture<Integer> reader = SocketsRig.begin(() -> passage.read(new byte[1], 0, 1, 0));
        passage.close(true);
        assertEquals("Socket closed", rig.fault(reader).getMessage());
        assertEquals("Socket closed", rig.fault(writer).getMessage());
        rig.group.crank();
        assertEquals(CloseCause.FINISHED, rig.half.cause);
        assertTrue(rig.half.flushes);
    }

    @Test
    void shutOutputEndsWritingOnly() throws Exception {
        Passage passage = rig.open();
        passage.shutOutput();
        assertEquals("Socket output is shutdown", rig.fault(write(passage, 1)).getMessage());
        rig.half.receive("still");
        assertEquals("still", read(passage, 100));
    }

    @Test
    void theRoutersEndThrowsProgramsOut() {
        Passage passage = rig.open();
        rig.sockets.close();
        assertTrue(readingThrows(passage).getMessage().contains("this router closed it"));
    }
}
