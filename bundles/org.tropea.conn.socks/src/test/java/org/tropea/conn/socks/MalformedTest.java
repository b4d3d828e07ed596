package org.tropea.conn.socks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tropea.flow.fault.CloseCause;
import org.tropea.testkit.entry.EntryRig;

/** Every malformed request gets the refusal of its version, to the byte, and a closed connection; nothing is asked. */
class MalformedTest {
    private static final String SOCKS4_NO = "005b000000000000";
    private static final String NAME = "0b 6578616d706c652e636f6d";

    private static EntryRig rig() {
        return new EntryRig(new SocksType(), "SocksPort", "9050");
    }

    private static void assertRefuses(String answer, EntryRig rig) {
        assertEquals(answer.replace(" ", ""), rig.hearsHex());
        assertEquals(CloseCause.FINISHED, rig.connection.cause);
        assertTrue(rig.connection.flushes, "closed behind the refusal");
        assertNull(rig.asked);
    }

    /** In one piece, byte by byte, and with more behind it that nobody reads. */
    private static void assertRefused(String hex, String answer) {
        assertRefuses(answer, rig().saysHex(hex));
        assertRefuses(answer, rig().saysSlowly(EntryRig.text(hex)));
        assertRefuses(answer, rig().saysHex(hex + "ff".repeat(700)));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "BIND,                     04020050 0a010203 00",
        "command 0,                04000050 0a010203 00",
        "command 255,              04ff0050 0a010203 00",
        "RESOLVE_PTR,              04f10000 0a010203 00",
        "port 0,                   04010000 0a010203 00",
        "the address 0.0.0.0,      04010050 00000000 00 6100",
        "a name of no length,      04010050 00000001 00 00",
        "a name with a dash first, 04010050 00000001 00 2d6100",
        "a name not UTF-8,         04010050 00000001 00 61fffe6200",
        "a name in UTF-8,          04010050 00000001 00 c3bc2e646500",
        "a name with a space,      04010050 00000001 00 61206200",
        "a name with a line end,   04010050 00000001 00 610a6200",
        "a name with an empty label, 04010050 00000001 00 612e2e6200",
        "a mistyped address,       04010050 00000001 00 312e322e332e39393900",
    })
    void version4(String what, String hex) {
        assertRefused(hex, SOCKS4_NO);
    }

    @Test
    void version4TextsHaveAnEnd() {
        String user = "04010050 0a010203" + "75".repeat(256);
        assertRefuses(SOCKS4_NO, rig().saysHex(user));
        String name = "04010050 00000001 00" + "61".repeat(256);
        assertRefuses(SOCKS4_NO, rig().saysSlowly(EntryRig.text(name)));
        assertRefuses(SOCKS4_NO, rig().saysHex("04010050 00000001 00" + "61".repeat(100_000)));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "no methods,               0500",
        "GSSAPI only,              050101",
        "unknown methods,          0503 800304",
        "no method acceptable,     0501 ff",
    })
    void version5Methods(String what, String hex) {
        assertRefused(hex, "05ff");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "version 0,                00 01 61 01 61",
        "version 2,                02 01 61 01 61",
        "version 5,                05 01 61 01 61",
        "unknown parameters,       01 09 3c746f72533058 3e31 00",
    })
    void version5Credentials(String what, String hex) {
        assertRefused("050102" + hex, "0502 0101");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "version 4 within 5,       01, 04010001 7f000001 0050",
        "version 0 within 5,       01, 00010001 7f000001 0050",
        "BIND,                     07, 05020001 7f000001 0050",
        "UDP ASSOCIATE,            07, 05030001 7f000001 0050",
        "command 0,                07, 05000001 7f000001 0050",
        "address type 0,           08, 05010000 7f000001 0050",
        "address type 2,           08, 05010002 7f000001 0050",
        "address type 255,         08, 050100ff 7f000001 0050",
        "port 0,                   01, 05010001 7f000001 0000",
        "port 0 of a name,         01, 05010003 03 612e62 0000",
        "a name of no length,      01, 05010003 00 0050",
        "a name with a dash first, 01, 05010003 03 2d6162 0050",
        "a name with NUL,          01, 05010003 03 610062 0050",
        "a name of NULs,           01, 05010003 03 000000 0050",
        "a name not UTF-8,         01, 05010003 04 61fffe62 0050",
        "a name in UTF-8,          01, 05010003 05 c3bc2e6465 0050",
        "a name with a space,      01, 05010003 03 612062 0050",
        "a name with a line end,   01, 05010003 04 610d0a62 0050",
        "a name with an empty label, 01, 05010003 04 612e2e62 0050",
        "a dot,                    01, 05010003 01 2e 0050",
        "a mistyped address,       01, 05010003 09 312e322e332e393939 0050",
        "half an IPv6 address,     01, 05010003 05 5b3a3a315d 0000",
        "RESOLVE of no name,       01, 05f00003 03 2d6162 0000",
        "RESOLVE_PTR of a name,    08, 05f10003 03 612e62 0000",
        "RESOLVE_PTR of garbage,   08, 05f10003 03 2d6162 0000",
    })
    void version5Requests(String what, String code, String hex) {
        assertRefused("050100" + hex, "0500 05" + code + "0001000000000000");
    }

    @ParameterizedTest(name = "version {0}")
    @CsvSource({"00", "01", "02", "03", "06", "16", "7f", "80", "ff"})
    void otherVersionsHaveNoRefusalAndAreClosed(String version) {
        assertRefused(version + "03 01 00", "");
    }

    /** Wherever a request breaks off, the refusal is the one of the message it is in. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "04010050 0a010203 6d6500, 0, '', 005b000000000000",
        "04010050 00000001 00 676f6f2e746600, 0, '', 005b000000000000",
        "050100, 0, '', 05ff",
        "050102 0102 6d65 03 6b6579, 3, 0502, 0101",
        "050100 05010003" + NAME + "0050, 3, 0500, 05010001000000000000",
        "050100 05010001 7f000001 0050, 3, 0500, 05010001000000000000",
        "050100 05010004 00000000000000000000000000000001 0050, 3, 0500, 05010001000000000000",
    })
    void truncatedRequestsAreRefusedWhereTheyEnd(String hex, int before, String heard, String answer) {
        String whole = EntryRig.text(hex);
        for (int length = Math.max(1, before); length < whole.length(); length++) {
            EntryRig rig = rig().says(whole.substring(0, length));
            rig.connection.receiveEnd();
            assertRefuses(heard + answer, rig);
            EntryRig silent = rig().says(whole.substring(0, length));
            assertEquals(heard, silent.hearsHex(), "it may go on after " + length + " bytes");
            assertTrue(silent.connection.isOpen());
            silent.loop.advance(TimeUnit.MINUTES.toNanos(10));
            assertRefuses(timedOut(answer), silent);
        }
    }

    /** Version 5 has a code for time-outs, if it comes to a code. */
    private static String timedOut(String answer) {
        return answer.startsWith("0501") ? "0506" + answer.substring(4) : answer;
    }

    @Test
    void whoSaysNothingHearsNothing() {
        EntryRig rig = rig();
        rig.connection.receiveEnd();
        assertEquals("", rig.hears());
        assertEquals(CloseCause.PEER_CLOSED, rig.connection.cause);
    }

    @Test
    void theLongestRequestsAreNotRefused() {
        String name = ("61".repeat(50) + "2e").repeat(5);
        assertNotNull(rig().saysHex("050100 05010003 ff" + name + "0050").asked);
        assertNotNull(rig().saysHex("04010050 00000001" + "75".repeat(255) + "00" + name + "00").asked);
    }
}
