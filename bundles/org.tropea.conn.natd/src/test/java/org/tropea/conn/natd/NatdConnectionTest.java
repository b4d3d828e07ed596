package org.tropea.conn.natd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tropea.cell.EndReason;
import org.tropea.testkit.entry.EntryRig;

class NatdConnectionTest {
    private static EntryRig rig() {
        return new EntryRig(new NatdType(), "NATDPort", "9041");
    }

    @ParameterizedTest
    @CsvSource({
        "'[DEST 192.0.2.7 80]\n', 192.0.2.7, 80",
        "'[DEST 192.0.2.7 65535\n', 192.0.2.7, 65535",
        "'[DEST 2001:db8::1 443]\r\n', 2001:db8::1, 443",
    })
    void natdSaysWhereItWasToGo(String line, String host, int port) {
        EntryRig rig = rig().saysSlowly(line).says("hello");
        assertEquals(host, rig.asked.host());
        assertEquals(port, rig.asked.port());
        assertEquals("natd", rig.asked.source().protocol());
        rig.connects();
        assertEquals("hello", rig.stream.packaged.toString());
        assertEquals("", rig.hears());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\n",
                "GET / HTTP/1.0\r\n",
                "[DEST 192.0.2.7]\n",
                "[DEST 192.0.2.7 0]\n",
                "[DEST 192.0.2.7 65536]\n",
                "[DEST 192.0.2.7 -1]\n",
                "[DEST 192.0.2.999 80]\n",
                "[DEST example.com 80]\n",
                "[DEST 192.0.2.7 80] \n",
                "[DEST 192.0.2.7 80 00000000000000000000000000000000000000000000000000000",
            })
    void anythingElseIsClosed(String line) {
        EntryRig rig = rig().saysSlowly(line);
        assertFalse(rig.connection.isOpen());
        assertNull(rig.asked);
        assertEquals("", rig.hears());
    }

    @Test
    void failuresCloseWithoutAWord() {
        EntryRig rig = rig().says("[DEST 192.0.2.7 80]\n").fails(EndReason.TIMEOUT);
        assertEquals("", rig.hears());
        assertFalse(rig.connection.isOpen());
    }
}
