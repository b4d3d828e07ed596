package org.tropea.core.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tropea.cell.EndReason;
import org.tropea.cell.RelayCommand;
import org.tropea.flow.conn.Connections;
import org.tropea.flow.edge.EdgeHandler;
import org.tropea.flow.edge.LinkedEdge;
import org.tropea.flow.edge.Stream;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.fault.LocalFault;
import org.tropea.flow.fault.PeerFault;

/** BEGIN_DIR at a relay: a linked connection serves the stream. */
class BeginDirTest {
    private final BareLinks links = new BareLinks();
    private final EdgeRig rig = new EdgeRig(List.of());
    private final CircuitClient client = rig.client;

    @BeforeEach
    void serve() {
        rig.scope.add(Connections.class, links);
        rig.edges.types().adopted("BEGIN_DIR", BeginDirTest::open);
    }

    private static EdgeHandler open(Stream stream, int command, byte[] array, int offset, int length) {
        try {
            return LinkedEdge.serve(stream, "dir", "server");
        } catch (LocalFault away) {
            stream.end(EndReason.NOTDIRECTORY);
            return null;
        }
    }

    private void answer(String text) throws PeerFault {
        links.half.inbuf().append(text.getBytes(), 0, text.length());
        links.handler.processInbuf();
    }

    @Test
    void itIsAnsweredAtOnceAndLinked() {
        client.send(RelayCommand.BEGIN_DIR, 7);
        assertEquals(List.of("CONNECTED/7/0"), client.answers());
        assertEquals("dir server", links.linked);
    }

    @Test
    void bytesPassBothWays() throws PeerFault {
        client.send(RelayCommand.BEGIN_DIR, 7);
        client.send(RelayCommand.DATA, 7, EdgeRig.text("GET /"));
        assertEquals(5, links.half.outbuf().length());
        answer("HTTP/1.0 200");
        assertEquals(List.of("CONNECTED/7/0", "DATA/7/12"), client.answers());
    }

    @Test
    void theServersEndFollowsItsLastByte() throws PeerFault {
        client.send(RelayCommand.BEGIN_DIR, 7);
        answer("HTTP/1.0 200");
        links.handler.reachedEof();
        assertEquals(List.of("CONNECTED/7/0", "DATA/7/12", "END/7/1"), client.answers());
        assertEquals(CloseCause.PEER_CLOSED, links.half.cause);
    }

    @Test
    void theClientsEndClosesThePair() {
        client.send(RelayCommand.BEGIN_DIR, 7);
        client.send(RelayCommand.END, 7, (byte) EndReason.DONE);
        assertEquals(CloseCause.FINISHED, links.half.cause);
    }

    @Test
    void withoutTheServersBundleItIsRefused() {
        links.refusal = new LocalFault("no dir");
        client.send(RelayCommand.BEGIN_DIR, 7);
        assertEquals(EndReason.NOTDIRECTORY, client.received().get(0).body()[0]);
    }

    @Test
    void withoutAnEdgeTypeToo() {
        rig.edges.types().adopted("BEGIN_DIR", null);
        client.send(RelayCommand.BEGIN_DIR, 7);
        assertEquals(List.of("END/7/1"), client.answers());
    }
}
