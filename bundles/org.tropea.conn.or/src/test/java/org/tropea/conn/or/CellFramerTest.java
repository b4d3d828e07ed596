package org.tropea.conn.or;

import static org.junit.jupiter.api.Assertions.*;

import org.junit.jupiter.api.Test;
import org.tropea.flow.fault.PeerFault;
import org.tropea.testkit.CellBuilder;

class CellFramerTest {
    private static final byte[] VERSIONS = {0, 0, 7, 0, 4, 0, 4, 0, 5};

    private final Recorder recorder = new Recorder();
    private final CellFramer framer = new CellFramer();

    private int next(byte[] bytes) throws PeerFault {
        return framer.next(bytes, 0, bytes.length, recorder);
    }

    private void wide() throws PeerFault {
        next(VERSIONS);
    }

    private String refusal(byte... bytes) {
        return assertThrows(PeerFault.class, () -> next(bytes)).getMessage();
    }

    @Test
    void firstVersionsHasANarrowId() throws PeerFault {
        assertEquals(VERSIONS.length, next(VERSIONS));
        assertArrayEquals(VERSIONS, recorder.variable.get(0));
    }

    @Test
    void afterVersionsIdsAreWide() throws PeerFault {
        wide();
        byte[] cell = CellBuilder.cell(0x80000001, 3, (byte) 9);
        assertEquals(514, next(cell));
        assertArrayEquals(cell, recorder.cells.get(0));
        assertEquals(9, next(new byte[] {0, 0, 0, 0, (byte) 129, 0, 2, 1, 2}));
    }

    @Test
    void fixedCellFirstIsRefused() {
        assertEquals("first cell is CREATE2, must be VERSIONS", refusal(new byte[] {0, 0, 10, 0, 0}));
    }

    @Test
    void partOfACellWaits() throws PeerFault {
        assertEquals(0, next(new byte[] {0, 0, 7, 0}));
        assertEquals(0, next(new byte[] {0, 0, 7, 0, 2, 0}));
        wide();
        assertEquals(0, next(new byte[513]));
        assertEquals(0, next(new byte[] {0, 0, 0, 0}));
    }

    @Test
    void overlongCellIsRefusedByItsHeader() throws PeerFault {
        wide();
        String refusal = refusal(new byte[] {0, 0, 0, 0, (byte) 129, 0x40, 1});
        assertEquals("CERTS cell has 16385 bytes of payload, at most 16384 are accepted", refusal);
        assertTrue(refusal(new byte[] {0, 0, 0, 0, (byte) 200, -1, -1}).startsWith("command 200 cell has 65535"));
    }

    @Test
    void paddingMayBeAsLongAsItsLengthSays() throws PeerFault {
        wide();
        byte[] padding = new byte[CellFramer.LONGEST_CELL];
        padding[4] = (byte) 128;
        padding[5] = padding[6] = -1;
        assertEquals(padding.length, next(padding));
    }
}
