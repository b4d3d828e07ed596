package org.tropea.conn.natd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tropea.cell.EndReason;
import org.tropea.flow.fault.CloseCause;
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
                "\r\n",
                "GET / HTTP/1.0\r\n",
                "[DEST]\n",
                "[DEST 192.0.2.7]\n",
                "[DEST 192.0.2.7 ]\n",
                "[DEST  192.0.2.7 80]\n",
                "[dest 192.0.2.7 80]\n",
                "DEST 192.0.2.7 80]\n",
                "[DEST 192.0.2.7 0]\n",
                "[DEST 192.0.2.7 65536]\n",
                "[DEST 192.0.2.7 999999]\n",
                "[DEST 192.0.2.7 -1]\n",
                "[DEST 192.0.2.7 8o]\n",
                "[DEST 192.0.2.999 80]\n",
                "[DEST 192.0.2 80]\n",
                "[DEST example.com 80]\n",
                "[DEST 2001:db8::g 80]\n",
                "[DEST 192.0.2.7 80] \n",
                "[DEST 192.0.2.7 80]]\n",
                "[DEST 192.0.2.7 80]\r\r\n",
                "[DEST 192.0.2.7\u0000 80]\n",
                "[DEST 192.0.2.7 80\u0000]\n",
                "\u0000\n",
                "[DEST \u00ff\u00fe 80]\n",
                "[DEST \u00c3\u00bc.de 80]\n",
                "\u0005\u0001\u0000\n",
                "[DEST 192.0.2.7 80 00000000000000000000000000000000000000000000000000000",
            })
    void anythingElseIsClosedWithoutAWord(String line) {
        assertClosed(rig().says(line));
        assertClosed(rig().saysSlowly(line));
        assertClosed(rig().says(line + "x".repeat(10_000)));
    }

    private static void assertClosed(EntryRig rig) {
        assertEquals(CloseCause.FINISHED, rig.connection.cause);
        assertNull(rig.asked);
        assertEquals("", rig.hears(), "the protocol has no refusal");
    }

    @Test
    void aLineThatBreaksOffIsClosed() {
        String line = "[DEST 192.0.2.7 80]\n";
        for (int length = 1; length < line.length(); length++) {
            EntryRig rig = rig().says(line.substring(0, length));
            assertTrue(rig.connection.isOpen());
            rig.connection.receiveEnd();
            assertClosed(rig);
        }
    }

    @Test
    void aLineThatDoesNotEndIsClosedAfterSocksTimeout() {
        EntryRig rig = rig().says("[DEST 192.0.2.7");
        rig.loop.advance(TimeUnit.MINUTES.toNanos(10));
        assertClosed(rig);
        assertClosed(rig().says("[".repeat(65)));
    }

    @Test
    void failuresCloseWithoutAWord() {
        EntryRig rig = rig().says("[DEST 192.0.2.7 80]\n").fails(EndReason.TIMEOUT);
        assertEquals("", rig.hears());
        assertFalse(rig.connection.isOpen());
    }
}
