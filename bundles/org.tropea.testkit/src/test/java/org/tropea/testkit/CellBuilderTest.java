package org.tropea.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.tropea.cell.Cell;
import org.tropea.cell.CellCommand;
import org.tropea.cell.RelayCell;
import org.tropea.cell.RelayCommand;

class CellBuilderTest {
    @Test
    void relayCellsHaveAHeaderAndData() {
        byte[] cell = CellBuilder.relay(0x80000001, RelayCommand.DATA, 17, (byte) 'h', (byte) 'i');
        assertEquals(Cell.SIZE, cell.length);
        assertEquals(0x80000001, Cell.circuitId(cell, 0));
        assertEquals(CellCommand.RELAY, Cell.command(cell, 0));
        assertEquals(RelayCommand.DATA, RelayCell.command(cell, Cell.HEADER));
        assertEquals(17, RelayCell.streamId(cell, Cell.HEADER));
        assertEquals(2, RelayCell.length(cell, Cell.HEADER));
        assertEquals('h', cell[Cell.HEADER + RelayCell.HEADER]);
    }

    @Test
    void create2CarriesTypeAndLength() {
        byte[] cell = CellBuilder.create2(5, new byte[84]);
        assertArrayEquals(new byte[] {0, 0, 0, 5, 10, 0, 2, 0, 84}, Arrays.copyOf(cell, 9));
    }

    @Test
    void destroyCarriesItsReason() {
        assertEquals(8, CellBuilder.destroy(5, 8)[Cell.HEADER]);
    }

    @Test
    void versionsHasAShortCircuitId() {
        byte[] cell = CellBuilder.variable(0, CellCommand.VERSIONS, (byte) 0, (byte) 4);
        assertArrayEquals(new byte[] {0, 0, 7, 0, 2, 0, 4}, cell);
    }

    @Test
    void otherVariableCellsHaveALongOne() {
        byte[] cell = CellBuilder.variable(1, CellCommand.CERTS, (byte) 9);
        assertArrayEquals(new byte[] {0, 0, 0, 1, (byte) 129, 0, 1, 9}, cell);
    }
}
