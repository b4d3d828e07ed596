package org.tropea.core.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tropea.cell.DestroyReason;
import org.tropea.cell.RelayCommand;
import org.tropea.cell.Sendme;
import org.tropea.net.params.Params;

/** SENDMEs from the client, good and bad (tor-spec 7.3.1). */
class SendmeTest {
    private final EdgeRig rig = new EdgeRig();
    private final CircuitClient client = rig.client;

    /** We send {@code cells} DATA cells on stream 1; returns them. */
    private List<CircuitClient.Message> sent(int cells) {
        rig.pour(rig.open(1), cells);
        List<CircuitClient.Message> messages = client.received();
        assertEquals(cells, messages.size());
        return messages;
    }

    @Test
    void theDigestOfTheHundredthCellIsRight() {
        List<CircuitClient.Message> cells = sent(200);
        client.send(RelayCommand.SENDME, 0, Sendme.encode(cells.get(99).digest()));
        client.send(RelayCommand.SENDME, 0, Sendme.encode(cells.get(199).digest()));
        assertEquals(-1, client.destroyed());
    }

    @Test
    void theDigestOfAnotherCellIsWrong() {
        List<CircuitClient.Message> cells = sent(200);
        client.send(RelayCommand.SENDME, 0, Sendme.encode(cells.get(98).digest()));
        assertEquals(DestroyReason.PROTOCOL, client.destroyed());
    }

    @Test
    void digestsCountInOrder() {
        List<CircuitClient.Message> cells = sent(200);
        client.send(RelayCommand.SENDME, 0, Sendme.encode(cells.get(199).digest()));
        assertEquals(DestroyReason.PROTOCOL, client.destroyed());
    }

    @Test
    void oneSendmeAcknowledgesOnce() {
        List<CircuitClient.Message> cells = sent(150);
        byte[] sendme = Sendme.encode(cells.get(99).digest());
        client.send(RelayCommand.SENDME, 0, sendme);
        client.send(RelayCommand.SENDME, 0, sendme);
        assertEquals(DestroyReason.PROTOCOL, client.destroyed());
    }

    @Test
    void aSendmeForNothingIsAFault() {
        sent(99);
        client.send(RelayCommand.SENDME, 0, Sendme.encode(new byte[20]));
        assertEquals(DestroyReason.PROTOCOL, client.destroyed());
    }

    @Test
    void aSendmeOnACircuitWithoutStreamsIsAFault() {
        client.send(RelayCommand.SENDME, 0);
        assertEquals(DestroyReason.PROTOCOL, client.destroyed());
    }

    @Test
    void theEmptySendmeOfVersion0Passes() {
        sent(100);
        client.send(RelayCommand.SENDME, 0);
        assertEquals(-1, client.destroyed());
    }

    @Test
    void version2IsAFault() {
        byte[] sendme = Sendme.encode(sent(100).get(99).digest());
        sendme[0] = 2;
        client.send(RelayCommand.SENDME, 0, sendme);
        assertEquals(DestroyReason.PROTOCOL, client.destroyed());
    }

    @Test
    void aShortDigestIsAFault() {
        sent(100);
        client.send(RelayCommand.SENDME, 0, Sendme.encode(new byte[4]));
        assertEquals(DestroyReason.PROTOCOL, client.destroyed());
    }

    @Test
    void aStreamSendmeTooManyIsAFault() {
        sent(50);
        client.send(RelayCommand.SENDME, 1);
        assertEquals(-1, client.destroyed());
        client.send(RelayCommand.SENDME, 1);
        assertEquals(DestroyReason.PROTOCOL, client.destroyed());
    }

    @Test
    void aStreamSendmeForNobodyIsDropped() {
        client.send(RelayCommand.SENDME, 9);
        assertEquals(1, rig.circuits.totals().dropped());
        assertEquals(-1, client.destroyed());
    }

    private void network(String name, int value) {
        rig.edges.network(new Params(Map.of(name, value)));
    }

    @Test
    void theNetworkMayRefuseVersion0OnCircuitsThatAreThere() {
        List<CircuitClient.Message> cells = sent(200);
        network("sendme_accept_min_version", 1);
        client.send(RelayCommand.SENDME, 0, Sendme.encode(cells.get(99).digest()));
        assertEquals(-1, client.destroyed());
        client.send(RelayCommand.SENDME, 0);
        assertEquals(DestroyReason.PROTOCOL, client.destroyed());
    }

    @Test
    void aNetworkThatWantsANewerVersionGetsNone() {
        List<CircuitClient.Message> cells = sent(100);
        network("sendme_accept_min_version", 2);
        client.send(RelayCommand.SENDME, 0, Sendme.encode(cells.get(99).digest()));
        assertEquals(DestroyReason.PROTOCOL, client.destroyed());
    }

    @Test
    void theNetworkSaysWhichVersionIsSent() {
        rig.open(1);
        network("sendme_emit_min_version", 0);
        rig.data(1, 100);
        assertEquals("SENDME/0/0", client.received().get(0).toString());
        network("sendme_emit_min_version", 1);
        rig.data(1, 100);
        assertEquals("SENDME/0/23", client.received().get(0).toString());
    }
}
