package org.tropea.authority.relays;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tropea.netdoc.value.Octets;
import org.tropea.netdoc.value.Times;

class StabilityFileTest {
    private static final String HEX = "AB".repeat(20);
    /** As C tor writes it. */
    private static final String CTOR = "format 2\nstored-at 2026-11-23 04:00:00\ntracked-since 2026-11-20 00:00:00\n"
            + "last-downrated 2026-11-22 22:00:00\ndata\nR " + HEX + "\n"
            + "+MTBF 1000 1.90250 S=2026-11-23 03:00:00\n+WFU 900 1800\nR " + "CD".repeat(20)
            + "\n+MTBF 0 0.00000\n+WFU 0 77 S=2026-11-23 03:59:50\n.\n";

    private static final long STORED = Times.parse("2026-11-23 04:00:00");

    private final Histories histories = new Histories();

    @Test
    void whatCTorWroteIsReadAndWrittenAgain() {
        assertEquals(List.of(), StabilityFile.read(CTOR, histories, STORED));
        assertEquals(2, histories.all.size());
        assertEquals(CTOR, StabilityFile.write(histories, STORED));
    }

    @Test
    void timeInWhichNobodyLookedDoesNotCount() throws Exception {
        StabilityFile.read(CTOR, histories, STORED + 5000);
        RelayHistory relay = histories.all.get(Octets.ofHex(HEX));
        assertEquals(STORED + 5000 - 3600, relay.startOfRun);
        assertEquals(0, relay.startOfDowntime);
    }

    @Test
    void startsThatMakeNoSenseAreLeftOut() throws Exception {
        String later = CTOR.replace("S=2026-11-23 03:00:00", "S=2026-11-23 05:00:00");
        StabilityFile.read(later, histories, STORED);
        assertEquals(0, histories.all.get(Octets.ofHex(HEX)).startOfRun);
    }

    @Test
    void startsBeforeWeLookedBeginThen() throws Exception {
        String early = CTOR.replace("S=2026-11-23 03:00:00", "S=2026-11-19 03:00:00");
        StabilityFile.read(early, histories, STORED);
        assertEquals(Times.parse("2026-11-20 00:00:00"), histories.all.get(Octets.ofHex(HEX)).startOfRun);
    }

    @Test
    void aBadLineCostsOnlyItself() {
        String bad = CTOR.replace("+MTBF 0 0.00000", "+MTBF many");
        assertEquals(List.of("+MTBF many"), StabilityFile.read(bad, histories, STORED));
        assertEquals(2, histories.all.size());
        assertEquals(
                1,
                StabilityFile.read(CTOR.replace("R " + HEX, "R nobody"), new Histories(), STORED)
                        .size());
    }

    @Test
    void aFileThatWasCutShortIsReadAsFarAsItGoes() {
        String half = CTOR.substring(0, CTOR.indexOf("R CD"));
        List<String> wrong = StabilityFile.read(half, histories, STORED);
        assertTrue(wrong.get(0).contains("ends before"), wrong.toString());
        assertEquals(1, histories.all.size());
    }

    @Test
    void anotherFormatIsLeftOut() {
        for (String text : List.of("", "format 3\n", CTOR.replace("stored-at", "stored"), "nonsense\n")) {
            assertFalse(StabilityFile.read(text, histories, STORED).isEmpty());
            assertTrue(histories.all.isEmpty());
        }
    }

    @Test
    void discountsComeEveryTwelveHours() throws Exception {
        Octets relay = Octets.ofHex(HEX);
        histories.discount(STORED);
        histories.reached(relay, new InetSocketAddress("127.0.0.1", 1), STORED, 0);
        histories.down(relay, STORED + 1000, STORED + 1000);
        histories.discount(STORED + 12 * 3600 - 1);
        assertEquals(1000, histories.all.get(relay).runLength);
        histories.discount(STORED + 24 * 3600);
        assertEquals((long) (1000 * 0.95 * 0.95), histories.all.get(relay).runLength);
    }

    @Test
    void relaysThatAreGoneCountAsDown() throws Exception {
        Octets relay = Octets.ofHex(HEX);
        histories.reached(relay, new InetSocketAddress("127.0.0.1", 1), STORED, 0);
        histories.missing(identity -> true, STORED + 10);
        assertEquals(0, histories.all.get(relay).startOfDowntime);
        histories.missing(identity -> false, STORED + 10);
        assertEquals(STORED + 10, histories.all.get(relay).startOfDowntime);
    }

    @Test
    void fourHoursAreEnough() {
        histories.trackedSince = STORED;
        assertFalse(histories.isEnough(STORED + 4 * 3600));
        assertTrue(histories.isEnough(STORED + 4 * 3600 + 1));
    }
}
