package org.tropea.core.edge;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tropea.cell.DestroyReason;
import org.tropea.cell.EndReason;
import org.tropea.cell.RelayCommand;
import org.tropea.core.circuitmux.QueueMarks;
import org.tropea.flow.channel.PeerIdentity;
import org.tropea.flow.congestion.CongestionPolicy;
import org.tropea.flow.edge.Stream;
import org.tropea.flow.fault.PeerFault;

/** How streams open, and who is refused. */
class OpeningTest {
    /** Error that may go away, no value, no time to live. */
    private static final byte[] TRANSIENT = {(byte) 0xf0, 0, 0, 0, 0, 0};

    private EdgeRig rig = new EdgeRig();
    private CircuitClient client = rig.client;

    private void onlyTypes(String... commands) {
        rig = new EdgeRig(List.of(commands));
        client = rig.client;
    }

    private void assertEnd(int stream, int reason) {
        CircuitClient.Message end = only();
        assertEquals("END/" + stream + "/1", end.toString());
        assertEquals(EndReason.name(reason), EndReason.name(end.body()[0]));
    }

    private CircuitClient.Message only() {
        List<CircuitClient.Message> all = client.received();
        assertEquals(1, all.size());
        return all.get(0);
    }

    @Test
    void beginOpensThroughTheType() {
        client.send(RelayCommand.BEGIN, 7, EdgeRig.text("host:80"));
        assertEquals(List.of("1/7/host:80"), rig.edge.opened);
        assertEquals(List.of(), client.received());
    }

    @Test
    void aStreamKnowsWhereItBelongs() {
        Stream stream = rig.begin(65_535).stream;
        assertEquals(65_535, stream.id());
        assertEquals(rig.circuit().number(), stream.circuit());
        assertSame(rig.loop, stream.loop());
        assertSame(rig.scope, stream.router());
    }

    @Test
    void connectedIsAnsweredOnce() {
        Stream stream = rig.begin(7).stream;
        stream.connected(new byte[] {1, 2, 3});
        stream.connected(new byte[] {4});
        CircuitClient.Message connected = only();
        assertEquals("CONNECTED/7/3", connected.toString());
        assertArrayEquals(new byte[] {1, 2, 3}, connected.body());
    }

    @Test
    void aKnownStreamIdAgainIsDropped() {
        rig.begin(7);
        rig.begin(7);
        assertEquals(1, rig.edge.opened.size());
        assertEquals(List.of(), client.received());
        assertEquals(1, rig.circuits.totals().dropped());
    }

    @Test
    void anIdIsFreeAgainWhenItsStreamHasEnded() {
        rig.begin(7).stream.end(EndReason.DONE);
        rig.begin(7);
        assertEquals(2, rig.edge.opened.size());
    }

    @Test
    void theSameIdOnAnotherCircuitIsAnotherStream() {
        rig.begin(7);
        new CircuitClient(rig.group, rig.link, 2).send(RelayCommand.BEGIN, 7, EdgeRig.text("b:2"));
        assertEquals(List.of("1/7/a:1", "1/7/b:2"), rig.edge.opened);
    }

    @ParameterizedTest
    @ValueSource(ints = {RelayCommand.BEGIN, RelayCommand.BEGIN_DIR, RelayCommand.RESOLVE})
    void streamIdZeroIsDropped(int command) {
        client.send(command, 0, EdgeRig.text("a:1"));
        assertEquals(List.of(), rig.edge.opened);
        assertEquals(List.of(), client.received());
        assertEquals(1, rig.circuits.totals().dropped());
        assertEquals(-1, client.destroyed());
    }

    @Test
    void withoutATypeBeginEndsByExitPolicy() {
        onlyTypes();
        client.send(RelayCommand.BEGIN, 7, EdgeRig.text("a:1"));
        assertEnd(7, EndReason.EXITPOLICY);
    }

    @Test
    void withoutATypeBeginDirEndsAsNoDirectory() {
        onlyTypes("BEGIN");
        client.send(RelayCommand.BEGIN_DIR, 7);
        assertEnd(7, EndReason.NOTDIRECTORY);
    }

    @Test
    void withoutATypeResolveIsAnsweredWithAnError() {
        onlyTypes();
        client.send(RelayCommand.RESOLVE, 7, EdgeRig.text("a\0"));
        CircuitClient.Message resolved = only();
        assertEquals("RESOLVED/7/6", resolved.toString());
        assertArrayEquals(TRANSIENT, resolved.body());
    }

    @Test
    void theFirstHopOfAClientIsNoProxy() {
        CircuitClient near = new CircuitClient(rig.group, rig.incoming(PeerIdentity.NONE), 1);
        near.send(RelayCommand.BEGIN, 7, EdgeRig.text("a:1"));
        CircuitClient.Message end = near.received().get(0);
        assertEquals("END/7/1", end.toString());
        assertEquals(EndReason.TORPROTOCOL, end.body()[0]);
        assertEquals(List.of(), rig.edge.opened);
    }

    @Test
    void theFirstHopOfAClientIsADirectory() {
        CircuitClient near = new CircuitClient(rig.group, rig.incoming(PeerIdentity.NONE), 1);
        near.send(RelayCommand.BEGIN_DIR, 7);
        assertEquals(List.of("13/7/"), rig.edge.opened);
    }

    @Test
    void hibernatingTakesNoNewStream() {
        TestEdge.Handler before = rig.open(6);
        rig.edges.hibernate();
        client.send(RelayCommand.BEGIN, 7, EdgeRig.text("a:1"));
        assertEnd(7, EndReason.HIBERNATING);
        client.send(RelayCommand.BEGIN_DIR, 8);
        assertEnd(8, EndReason.HIBERNATING);
        client.send(RelayCommand.RESOLVE, 9, EdgeRig.text("a\0"));
        assertArrayEquals(TRANSIENT, only().body());
        client.send(RelayCommand.DATA, 6, EdgeRig.text("still"));
        assertEquals("still", before.delivered.toString());
    }

    @Test
    void withoutACongestionPolicyNothingOpensUntilOneComes() {
        rig.edges.adopted(null);
        client.send(RelayCommand.BEGIN, 7, EdgeRig.text("a:1"));
        assertEnd(7, EndReason.MISC);
        rig.edges.adopted(rig.congestion);
        client.send(RelayCommand.BEGIN, 8, EdgeRig.text("a:1"));
        assertEquals(List.of("1/8/a:1"), rig.edge.opened);
    }

    @Test
    void dataThatNobodyCountedClosesTheCircuit() {
        rig.edges.adopted(null);
        client.send(RelayCommand.BEGIN, 7, EdgeRig.text("a:1"));
        client.send(RelayCommand.DATA, 7, EdgeRig.text("optimistic"));
        assertEquals(1, rig.circuits.totals().dropped());
        assertEquals(DestroyReason.CHANNEL_CLOSED, client.destroyed());
    }

    @Test
    void aCongestionPolicyThatMakesNoWindowsIsToldAndNotAskedAgain() {
        CongestionPolicy broken = () -> {
            throw new IllegalStateException("no");
        };
        rig.edges.adopted(broken);
        client.send(RelayCommand.BEGIN, 7, EdgeRig.text("a:1"));
        client.send(RelayCommand.BEGIN, 8, EdgeRig.text("a:1"));
        assertEquals(List.of(broken), rig.failedPolicies);
        assertEquals(2, client.received().size());
        assertEquals(-1, client.destroyed());
    }

    @Test
    void aTypeThatWasThereIsExpectedBack() {
        rig.edges.types().adopted("BEGIN", null);
        client.send(RelayCommand.BEGIN, 7, EdgeRig.text("a:1"));
        assertEnd(7, EndReason.MISC);
        rig.edges.types().adopted("BEGIN", rig.edge);
        client.send(RelayCommand.BEGIN, 8, EdgeRig.text("a:1"));
        assertEquals(List.of("1/8/a:1"), rig.edge.opened);
    }

    @Test
    void aTypeThatMakesNoHandlerAndSaysNothingEndsTheStream() {
        rig.edge.answersAtOnce = true;
        client.send(RelayCommand.BEGIN, 7, EdgeRig.text("a:1"));
        assertEnd(7, EndReason.MISC);
    }

    @Test
    void aTypeMayEndAtOnce() {
        rig.edge.answersAtOnce = true;
        rig.edge.first = stream -> stream.end(EndReason.RESOLVEFAILED);
        client.send(RelayCommand.BEGIN, 7, EdgeRig.text("a:1"));
        assertEnd(7, EndReason.RESOLVEFAILED);
    }

    @Test
    void resolveMayBeAnsweredAtOnce() {
        rig.edge.answersAtOnce = true;
        rig.edge.first = stream -> stream.resolved(new byte[] {4, 4, 1, 2, 3, 4, 0, 0, 0, 60});
        client.send(RelayCommand.RESOLVE, 7, EdgeRig.text("a\0"));
        assertEquals("RESOLVED/7/10", only().toString());
    }

    @Test
    void resolveMayBeAnsweredLaterAndOnce() {
        client.send(RelayCommand.RESOLVE, 7, EdgeRig.text("a\0"));
        TestEdge.Handler handler = rig.edge.last();
        handler.stream.resolved(new byte[10]);
        handler.stream.resolved(new byte[10]);
        handler.stream.end(EndReason.DONE);
        assertEquals(List.of("RESOLVED/7/10"), client.answers());
        client.send(RelayCommand.END, 7, (byte) EndReason.DONE);
        assertEquals(List.of(), handler.ended);
        assertEquals(1, rig.circuits.totals().dropped());
    }

    @Test
    void aMalformedBeginClosesTheCircuit() {
        rig.edge.fault = new PeerFault("no port");
        client.send(RelayCommand.BEGIN, 7, EdgeRig.text("a"));
        assertEquals(DestroyReason.PROTOCOL, client.destroyed());
    }

    @Test
    void aHandlerHearsThatTheCircuitClosedWhileItsStreamOpened() {
        rig.circuits.queueMarks(new QueueMarks(1, 0, 1));
        CircuitClient narrow = new CircuitClient(rig.group, rig.link, 2);
        rig.link.room = 0;
        rig.edge.first = stream -> stream.connected(new byte[0]);
        narrow.send(RelayCommand.BEGIN, 1, EdgeRig.text("a:1"));
        narrow.send(RelayCommand.BEGIN, 2, EdgeRig.text("a:1"));
        assertEquals(1, rig.circuits.size());
        assertEquals(List.of(EndReason.RESOURCELIMIT), rig.edge.handlers.get(0).ended);
        assertEquals(List.of(EndReason.RESOURCELIMIT), rig.edge.handlers.get(1).ended);
    }
}
