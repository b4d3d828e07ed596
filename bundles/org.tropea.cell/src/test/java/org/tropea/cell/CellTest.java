package org.tropea.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CellTest {
    @Test
    void theHeaderIsFourBytesOfIdAndOneOfCommand() {
        Cell cell = new Cell().header(0x81020304, 130);
        assertEquals("[-127, 2, 3, 4, -126]", Arrays.toString(Arrays.copyOf(cell.bytes, Cell.HEADER)));
        assertEquals(0x81020304, cell.circuitId());
        assertEquals(130, cell.command());
    }

    @Test
    void versionsAndHighCommandsAreVariable() {
        assertTrue(CellCommand.isVariable(CellCommand.VERSIONS));
        assertTrue(CellCommand.isVariable(CellCommand.CERTS));
        assertFalse(CellCommand.isVariable(CellCommand.PADDING_NEGOTIATE));
        assertEquals("AUTHENTICATE", CellCommand.name(131));
        assertEquals("command 99", CellCommand.name(99));
    }

    @Test
    void aRelayHeaderZeroesDigestAndPadding() {
        byte[] array = new byte[600];
        Arrays.fill(array, (byte) 0xff);
        RelayCell.header(array, 3, RelayCommand.DATA, 0xabcd, 2);
        assertEquals(RelayCommand.DATA, RelayCell.command(array, 3));
        assertEquals(0xabcd, RelayCell.streamId(array, 3));
        assertEquals(2, RelayCell.length(array, 3));
        assertEquals(-1, array[3 + RelayCell.HEADER + 1]);
        assertEquals(0, array[3 + RelayCell.HEADER + 2]);
        assertEquals(0, array[3 + RelayCell.DIGEST]);
        assertEquals(0, array[3 + Cell.PAYLOAD - 1]);
        assertEquals(-1, array[3 + Cell.PAYLOAD]);
    }

    @Test
    void destroyCarriesOneByteOfReason() {
        Cell cell = new Cell();
        Arrays.fill(cell.bytes, (byte) 7);
        Destroy.write(cell, 9, DestroyReason.RESOURCELIMIT);
        assertEquals(CellCommand.DESTROY, cell.command());
        assertEquals(DestroyReason.RESOURCELIMIT, Destroy.reason(cell.bytes, Cell.HEADER));
        assertEquals(0, cell.bytes[Cell.HEADER + 1]);
        assertEquals(0, cell.bytes[Cell.SIZE - 1]);
    }
}
