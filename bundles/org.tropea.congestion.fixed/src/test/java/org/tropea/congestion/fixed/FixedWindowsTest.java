package org.tropea.congestion.fixed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tropea.flow.congestion.CircuitCongestion;
import org.tropea.flow.congestion.StreamCongestion;
import org.tropea.flow.fault.PeerFault;
import org.tropea.net.params.Params;

class FixedWindowsTest {
    private final CircuitCongestion circuit = new FixedWindows().circuit();
    private final StreamCongestion stream = circuit.stream();

    @Test
    void everyHundredthCellIsAcknowledgedAndTheThousandthIsTheLast() {
        for (int cell = 1; cell <= 1000; cell++) {
            assertTrue(circuit.mayPackage());
            assertEquals(cell % 100 == 0, circuit.packaged(), "cell " + cell);
        }
        assertFalse(circuit.mayPackage());
    }

    @Test
    void aCircuitSendmeOpensTheWindowByOneHundred() throws PeerFault {
        for (int cell = 0; cell < 1000; cell++) {
            circuit.packaged();
        }
        circuit.sendmeReceived();
        for (int cell = 0; cell < 100; cell++) {
            assertTrue(circuit.mayPackage());
            circuit.packaged();
        }
        assertFalse(circuit.mayPackage());
    }

    @Test
    void oneCircuitSendmeTooManyIsThePeersFault() {
        for (int cell = 0; cell < 99; cell++) {
            circuit.packaged();
        }
        assertThrows(PeerFault.class, circuit::sendmeReceived);
    }

    @Test
    void aCircuitSendmeIsDueForEveryHundredthCellDelivered() throws PeerFault {
        for (int cell = 1; cell <= 2500; cell++) {
            assertEquals(cell % 100 == 0, circuit.delivered(), "cell " + cell);
        }
    }

    @Test
    void aStreamMayPackageFiveHundredCells() throws PeerFault {
        for (int cell = 0; cell < 500; cell++) {
            assertTrue(stream.mayPackage());
            stream.packaged();
        }
        assertFalse(stream.mayPackage());
        stream.sendmeReceived();
        assertTrue(stream.mayPackage());
    }

    @Test
    void oneStreamSendmeTooManyIsThePeersFault() {
        assertThrows(PeerFault.class, stream::sendmeReceived);
    }

    @Test
    void aPeerThatIgnoresTheStreamWindowIsAtFault() throws PeerFault {
        for (int cell = 0; cell < 500; cell++) {
            stream.delivered();
        }
        assertThrows(PeerFault.class, stream::delivered);
    }

    @Test
    void streamSendmesAreDueInFifties() throws PeerFault {
        for (int cell = 0; cell < 120; cell++) {
            stream.delivered();
        }
        assertTrue(stream.sendmeDue());
        assertTrue(stream.sendmeDue());
        assertFalse(stream.sendmeDue());
    }

    @Test
    void theConsensusSetsHowMuchWeMayPackageAtFirst() throws PeerFault {
        CircuitCongestion small = new FixedWindows().circuit(new Params(Map.of("circwindow", 150)));
        for (int cell = 1; cell <= 150; cell++) {
            assertTrue(small.mayPackage());
            assertEquals(cell % 100 == 0, small.packaged(), "cell " + cell);
        }
        assertFalse(small.mayPackage());
        small.sendmeReceived();
        assertThrows(PeerFault.class, small::sendmeReceived);
    }

    @Test
    void whatThePeerMaySendStaysAThousandCells() throws PeerFault {
        CircuitCongestion small = new FixedWindows().circuit(new Params(Map.of("circwindow", 100)));
        for (int cell = 1; cell <= 500; cell++) {
            assertEquals(cell % 100 == 0, small.delivered(), "cell " + cell);
        }
    }
}
