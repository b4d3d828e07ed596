package org.tropea.core.edge;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tropea.cell.DestroyReason;
import org.tropea.cell.EndReason;
import org.tropea.cell.RelayCommand;
import org.tropea.flow.fault.CloseCause;
import org.tropea.testkit.BareConnection;

/** How streams end, from either side and with their circuit. */
class EndingTest {
    private final EdgeRig rig = new EdgeRig();
    private final CircuitClient client = rig.client;

    @Test
    void endFromTheClientEndsTheStream() {
        TestEdge.Handler handler = rig.open(7);
        client.send(RelayCommand.END, 7, (byte) EndReason.DONE);
        client.send(RelayCommand.END, 7, (byte) EndReason.MISC);
        client.send(RelayCommand.DATA, 7, EdgeRig.text("late"));
        assertEquals(List.of(EndReason.DONE), handler.ended);
        assertEquals(0, handler.cells.size());
        assertEquals(2, rig.circuits.totals().dropped());
        assertEquals(List.of(), client.received());
    }

    @Test
    void endsWhileItOpens() {
        TestEdge.Handler handler = rig.begin(7);
        client.send(RelayCommand.END, 7, (byte) EndReason.MISC);
        handler.stream.connected(new byte[0]);
        handler.stream.end(EndReason.CONNECTREFUSED);
        assertEquals(List.of(EndReason.MISC), handler.ended);
        assertEquals(List.of(), client.received());
    }

    @Test
    void reasonsAreUnsigned() {
        TestEdge.Handler handler = rig.open(7);
        client.send(RelayCommand.END, 7, (byte) 200, (byte) 1);
        assertEquals(List.of(200), handler.ended);
    }

    @Test
    void endsForNobodyAreDropped() {
        client.send(RelayCommand.END, 7, (byte) EndReason.DONE);
        client.send(RelayCommand.END, 0, (byte) EndReason.DONE);
        assertEquals(2, rig.circuits.totals().dropped());
        assertEquals(-1, client.destroyed());
    }

    @Test
    void anEndWithoutReasonClosesTheCircuit() {
        TestEdge.Handler handler = rig.open(7);
        client.send(RelayCommand.END, 7);
        assertEquals(DestroyReason.PROTOCOL, client.destroyed());
        assertEquals(List.of(EndReason.TORPROTOCOL), handler.ended);
    }

    @Test
    void anEndWithoutReasonForNobodyClosesTheCircuitToo() {
        client.send(RelayCommand.END, 7);
        assertEquals(DestroyReason.PROTOCOL, client.destroyed());
    }

    @Test
    void connectedFromTheClientClosesTheCircuit() {
        rig.open(7);
        client.send(RelayCommand.CONNECTED, 7);
        assertEquals(DestroyReason.PROTOCOL, client.destroyed());
    }

    @Test
    void connectedForNobodyIsDropped() {
        client.send(RelayCommand.CONNECTED, 7);
        client.send(RelayCommand.RESOLVED, 7);
        client.send(99, 7);
        assertEquals(3, rig.circuits.totals().dropped());
        assertEquals(-1, client.destroyed());
    }

    @Test
    void endByTheHandlerIsSentOnce() {
        TestEdge.Handler handler = rig.open(7);
        handler.stream.end(EndReason.TIMEOUT);
        handler.stream.end(EndReason.DONE);
        handler.stream.endByPolicy(new byte[4], 1);
        handler.stream.connected(new byte[0]);
        List<CircuitClient.Message> messages = client.received();
        assertEquals("[END/7/1]", messages.toString());
        assertEquals(EndReason.TIMEOUT, messages.get(0).body()[0]);
        assertEquals(List.of(), handler.ended);
    }

    @Test
    void whatWasPackagedGoesBeforeTheEnd() {
        TestEdge.Handler handler = rig.open(7);
        rig.pour(handler, 2);
        handler.stream.end(EndReason.DONE);
        assertEquals(List.of("DATA/7/498", "DATA/7/498", "END/7/1"), client.answers());
    }

    @Test
    void endByPolicyNamesAnIpv4Address() {
        rig.begin(7).stream.endByPolicy(new byte[] {10, 1, 2, 3}, 0x01020304);
        CircuitClient.Message end = client.received().get(0);
        assertEquals("END/7/9", end.toString());
        assertArrayEquals(new byte[] {EndReason.EXITPOLICY, 10, 1, 2, 3, 1, 2, 3, 4}, end.body());
    }

    @Test
    void endByPolicyNamesAnIpv6Address() {
        byte[] address = {0x20, 1, 0xd, (byte) 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
        rig.begin(7).stream.endByPolicy(address, 60);
        CircuitClient.Message end = client.received().get(0);
        assertEquals("END/7/21", end.toString());
        assertEquals(0x20, end.body()[1]);
        assertEquals(60, end.body()[20]);
    }

    @Test
    void aDestroyedCircuitEndsEachStreamOnce() {
        TestEdge.Handler one = rig.open(1);
        TestEdge.Handler two = rig.begin(2);
        TestEdge.Handler over = rig.open(3);
        over.stream.end(EndReason.DONE);
        client.received();
        one.atEnd = () -> one.stream.end(EndReason.MISC);
        client.destroy();
        client.destroy();
        assertEquals(List.of(EndReason.DESTROY), one.ended);
        assertEquals(List.of(EndReason.DESTROY), two.ended);
        assertEquals(List.of(), over.ended);
        assertEquals(List.of(), client.received());
        assertEquals(0, rig.pool.taken());
    }

    @Test
    void aHandlerMayEndAnotherStreamOfAClosingCircuit() {
        TestEdge.Handler one = rig.open(1);
        TestEdge.Handler two = rig.open(2);
        one.atEnd = () -> two.stream.end(EndReason.MISC);
        client.destroy();
        assertEquals(List.of(EndReason.DESTROY), one.ended);
        assertEquals(List.of(), two.ended);
    }

    @Test
    void theCauseOfTheCloseIsTold() {
        TestEdge.Handler handler = rig.open(1);
        rig.circuits.close(CloseCause.SHUTDOWN);
        assertEquals(List.of(EndReason.HIBERNATING), handler.ended);
        assertEquals(DestroyReason.HIBERNATING, client.destroyed());
    }

    @Test
    void aClosedCircuitTakesNothingMore() {
        TestEdge.Handler handler = rig.open(1);
        client.destroy();
        assertEquals(0, handler.stream.packageFrom(rig.source(1)));
        handler.stream.flushed(0);
        handler.stream.resolved(new byte[0]);
        assertEquals(List.of(), client.received());
        assertEquals(0, rig.pool.taken());
    }

    @Test
    void aHandlerThatFailsCostsItsStreamOnly() {
        TestEdge.Handler bad = rig.open(1);
        TestEdge.Handler good = rig.open(2);
        bad.atData = () -> {
            throw new IllegalStateException("broken");
        };
        rig.data(1, 1);
        rig.data(2, 1);
        CircuitClient.Message end = client.received().get(0);
        assertEquals("END/1/1", end.toString());
        assertEquals(EndReason.INTERNAL, end.body()[0]);
        assertEquals(List.of(EndReason.INTERNAL), bad.ended);
        assertEquals(1, good.cells.size());
        assertEquals(1, rig.bugs.count());
    }

    @Test
    void aHandlerThatFailsAtItsEndLosesItsConnection() {
        BareConnection connection = new BareConnection(rig.loop);
        TestEdge.Handler bad = rig.open(1, connection);
        TestEdge.Handler good = rig.open(2);
        bad.atEnd = () -> {
            throw new IllegalStateException("broken");
        };
        client.destroy();
        assertFalse(connection.isOpen());
        assertEquals(List.of(EndReason.DESTROY), good.ended);
    }

    @Test
    void aTypeThatFailsCostsTheStreamOnly() {
        rig.edge.first = stream -> {
            throw new IllegalStateException("broken");
        };
        client.send(RelayCommand.BEGIN, 7, EdgeRig.text("a:1"));
        assertEquals(List.of("END/7/1"), client.answers());
        assertEquals(-1, client.destroyed());
    }

    @Test
    void aStreamThatWasNotOpenWhenItsBundleStoppedMayBeTriedElsewhere() {
        TestEdge.Handler refused = rig.begin(1);
        TestEdge.Handler waiting = rig.begin(2);
        TestEdge.Handler open = rig.open(3);
        rig.edges.types().adopted("BEGIN", null);
        rig.edges.types().withdrawn("BEGIN", rig.edge, () -> {});
        refused.stream.end(EndReason.RESOURCELIMIT);
        rig.group.advance(3_000_000_000L);
        List<CircuitClient.Message> ends = client.received();
        assertEquals("[END/1/1, END/2/1, END/3/1]", ends.toString());
        assertEquals(EndReason.MISC, ends.get(0).body()[0]);
        assertEquals(EndReason.MISC, ends.get(1).body()[0]);
        assertEquals(EndReason.INTERNAL, ends.get(2).body()[0]);
        assertEquals(List.of(EndReason.INTERNAL), waiting.ended);
        assertEquals(List.of(EndReason.INTERNAL), open.ended);
    }

    @Test
    void aNameThatIsStillLookedUpGetsAnAnswerWhenTheBundleStops() {
        client.send(RelayCommand.RESOLVE, 1, EdgeRig.text("a"));
        rig.edges.types().withdrawn("RESOLVE", rig.edge, () -> {});
        rig.group.advance(3_000_000_000L);
        assertEquals(List.of("RESOLVED/1/6"), client.answers());
    }
}
