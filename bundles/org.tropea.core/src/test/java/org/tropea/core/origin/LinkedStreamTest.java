package org.tropea.core.origin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tropea.cell.EndReason;
import org.tropea.cell.RelayCommand;
import org.tropea.core.edge.BareLinks;
import org.tropea.flow.conn.Connections;
import org.tropea.flow.edge.Stream;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.fault.LocalFault;
import org.tropea.flow.fault.PeerFault;
import org.tropea.flow.origin.LinkedStream;
import org.tropea.flow.origin.OriginCircuit;

/** BEGIN_DIR from here: a linked connection sends and receives the stream's bytes. */
class LinkedStreamTest {
    private final OriginRig rig = new OriginRig();
    private final BareLinks links = new BareLinks();
    private final OriginCircuit circuit = rig.launch(List.of(OriginRig.fast(0)));
    private final FarRelays relays = rig.relays().created();

    LinkedStreamTest() {
        rig.scope.add(Connections.class, links);
    }

    private Stream open() throws LocalFault {
        return LinkedStream.beginDir(circuit, 1, "dir", "client");
    }

    private void request(String text) throws PeerFault {
        links.half.inbuf().append(text.getBytes(), 0, text.length());
        links.handler.processInbuf();
    }

    @Test
    void theRequestWaitsForTheAnswer() throws Exception {
        Stream stream = open();
        assertEquals("dir client", links.linked);
        request("GET /");
        assertEquals(List.of("0:BEGIN_DIR/0"), relays.heard());
        relays.send(0, RelayCommand.CONNECTED, stream.id());
        assertEquals(List.of("0:DATA/5"), relays.heard());
    }

    @Test
    void theAnswerArrivesAndItsEnd() throws Exception {
        Stream stream = open();
        relays.send(0, RelayCommand.CONNECTED, stream.id());
        relays.send(0, RelayCommand.DATA, stream.id(), new byte[300]);
        assertEquals(300, links.half.outbuf().length());
        relays.send(0, RelayCommand.END, stream.id(), (byte) EndReason.DONE);
        assertEquals(CloseCause.FINISHED, links.half.cause);
    }

    @Test
    void aRefusalClosesThePair() throws Exception {
        Stream stream = open();
        relays.send(0, RelayCommand.END, stream.id(), (byte) EndReason.NOTDIRECTORY);
        assertEquals(CloseCause.FINISHED, links.half.cause);
    }

    @Test
    void aRequestThatIsGivenUpEndsTheStream() throws Exception {
        Stream stream = open();
        relays.received();
        relays.send(0, RelayCommand.CONNECTED, stream.id());
        links.handler.reachedEof();
        assertEquals(List.of("0:END/1"), relays.heard());
    }

    @Test
    void aMissingBundleIsSaidAndTheStreamEnds() {
        links.refusal = new LocalFault("no dir");
        assertThrows(LocalFault.class, this::open);
        assertEquals(List.of("0:BEGIN_DIR/0", "0:END/1"), relays.heard());
    }

    @Test
    void aClosedCircuitTakesNone() {
        circuit.close(CloseCause.IDLE);
        assertThrows(LocalFault.class, this::open);
    }
}
