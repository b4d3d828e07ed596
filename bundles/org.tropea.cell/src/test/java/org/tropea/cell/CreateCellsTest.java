package org.tropea.cell;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CreateCellsTest {
    private final byte[] payload = new byte[Cell.PAYLOAD];

    @Test
    void create2GoesThereAndBack() throws MalformedCell {
        byte[] skin = new byte[84];
        Arrays.fill(skin, (byte) 5);
        assertEquals(88, new Create2(Create2.NTOR, skin).write(payload, 0));
        assertEquals("[0, 2, 0, 84, 5]", Arrays.toString(Arrays.copyOf(payload, 5)));
        Create2 read = Create2.parse(payload, 0, payload.length);
        assertEquals(Create2.NTOR, read.type());
        assertArrayEquals(skin, read.handshake());
    }

    @Test
    void anUnknownHandshakeMayFillTheCell() throws MalformedCell {
        new Create2(99, new byte[Create2.MAX]).write(payload, 0);
        assertEquals(Create2.MAX, Create2.parse(payload, 0, payload.length).handshake().length);
    }

    @ParameterizedTest
    @CsvSource({"0, 84, TAP", "1, 20, FAST", "2, 83, short ntor", "2, 85, long ntor", "3, 506, too long"})
    void whatCreate2MayNotBe(int type, int length, String why) {
        payload[1] = (byte) type;
        payload[2] = (byte) (length >> 8);
        payload[3] = (byte) length;
        assertThrows(MalformedCell.class, () -> Create2.parse(payload, 0, payload.length), why);
    }

    @Test
    void aBodyThatEndsEarlyIsMalformed() {
        MalformedCell malformed = assertThrows(MalformedCell.class, () -> Create2.parse(payload, 0, 3));
        assertEquals("CREATE2: handshake length needs 2 bytes, but 1 are left", malformed.getMessage());
    }

    @Test
    void created2GoesThereAndBack() throws MalformedCell {
        assertEquals(Cell.PAYLOAD, new Created2(new byte[Created2.MAX]).write(payload, 0));
        assertEquals(Created2.MAX, Created2.parse(payload, 0, payload.length).handshake().length);
        payload[0] = 1;
        payload[1] = (byte) 0xfc;
        assertThrows(MalformedCell.class, () -> Created2.parse(payload, 0, payload.length));
    }

    @Test
    void createFastTakesItsFixedFields() {
        payload[0] = 1;
        payload[19] = 2;
        payload[20] = 3;
        byte[] x = CreateFast.create(payload, 0);
        assertEquals(20, x.length);
        assertEquals(2, x[19]);
        byte[] reply = new byte[40];
        reply[39] = 9;
        Cell cell = CreateFast.created(new Cell(), 77, reply);
        assertEquals(77, cell.circuitId());
        assertEquals(CellCommand.CREATED_FAST, cell.command());
        assertEquals(9, cell.bytes[Cell.HEADER + 39]);
    }
}
