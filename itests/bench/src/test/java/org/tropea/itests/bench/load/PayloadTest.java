package org.tropea.itests.bench.load;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.tropea.cell.Cell;
import org.tropea.cell.RelayCell;

class PayloadTest {
    private final Payload payload = new Payload();
    private final byte[] cell = new byte[Cell.SIZE];

    PayloadTest() {
        payload.fill(cell, Cell.HEADER, 7, 3, Payload.FORWARD);
    }

    @Test
    void isWhatWasSentAndSaysOfWhichCircuit() {
        assertDoesNotThrow(() -> payload.require(cell, Cell.HEADER, 7, 3, Payload.FORWARD));
        assertEquals(7, Payload.index(cell, Cell.HEADER));
    }

    @Test
    void anyOtherByteIsFound() {
        for (int i = Cell.HEADER; i < Cell.SIZE; i++) {
            cell[i] ^= 1;
            assertThrows(IllegalStateException.class, () -> payload.require(cell, Cell.HEADER, 7, 3, Payload.FORWARD));
            cell[i] ^= 1;
        }
    }

    @Test
    void anotherCellsPayloadIsFound() {
        assertThrows(IllegalStateException.class, () -> payload.require(cell, Cell.HEADER, 7, 4, Payload.FORWARD));
        assertThrows(IllegalStateException.class, () -> payload.require(cell, Cell.HEADER, 8, 3, Payload.FORWARD));
        assertThrows(IllegalStateException.class, () -> payload.require(cell, Cell.HEADER, 7, 3, Payload.BACKWARD));
    }

    @Test
    void noRelayInBetweenTakesItForItsOwn() {
        assertNotEquals(0, cell[Cell.HEADER + RelayCell.RECOGNIZED]);
    }
}
