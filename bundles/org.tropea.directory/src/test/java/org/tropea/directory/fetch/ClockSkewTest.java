package org.tropea.directory.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tropea.net.directory.DirResponse;
import org.tropea.net.option.DirAuthorityLine;
import org.tropea.net.option.Options;

class ClockSkewTest {
    /** 2025-06-03 04:05:06 UTC. */
    private static final long THEIRS = 1_748_923_506L;

    private static final String DATE = "Tue, 03 Jun 2025 04:05:06 GMT";

    private final List<String> warnings = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final ClockSkew skew = new ClockSkew("test", warnings::add, notes::add);
    private final DirAuthorityLine line = Options.of(Map.of(
                    "DirAuthority", "one orport=5001 v3ident=" + "A".repeat(40) + " 127.0.0.1:7001 " + "A".repeat(40)))
            .authorities()
            .get(0);

    private long ahead(long ours, String date) {
        return ahead(true, ours, date);
    }

    private long ahead(boolean trusted, long ours, String date) {
        Map<String, String> headers = date == null ? Map.of() : Map.of("date", date);
        return skew.compare(Mirror.of(line), trusted, ours, new DirResponse(200, "OK", headers, new byte[0]));
    }

    @Test
    void halfAnHourIsWithinBounds() {
        assertEquals(0, ahead(THEIRS + 1800, DATE));
        assertEquals(0, ahead(THEIRS - 1800, DATE));
        assertEquals(List.of(), warnings);
    }

    @Test
    void moreIsSkew() {
        assertEquals(1801, ahead(THEIRS + 1801, DATE));
        assertEquals(-7200, ahead(THEIRS - 7200, DATE));
    }

    @Test
    void aMissingOrMalformedDateSaysNothing() {
        assertEquals(0, ahead(0, null));
        assertEquals(0, ahead(0, "yesterday"));
        assertEquals(List.of(), warnings);
    }

    @Test
    void anAuthoritysWordIsAWarning() {
        ahead(THEIRS + 7200, DATE);
        assertEquals(
                List.of(
                        "Router test: by the clock of one ours is 120 minutes ahead; without the right time no consensus"
                                + " can be used: check time, time zone and date"),
                warnings);
        assertEquals(List.of(), notes);
    }

    @Test
    void anotherMirrorsWordIsANote() {
        ahead(false, THEIRS - 7200, DATE);
        assertEquals(
                List.of("Router test: by the clock of one ours is 120 minutes behind; one of the two is wrong"), notes);
        assertEquals(List.of(), warnings);
    }

    @Test
    void itIsSaidOnceUntilItAgreesAgain() {
        ahead(THEIRS + 7200, DATE);
        assertEquals(7201, ahead(THEIRS + 7201, DATE), "told to who asks all the same");
        ahead(THEIRS + 7202, null);
        ahead(THEIRS + 7203, DATE);
        assertEquals(1, warnings.size(), "what has no date is no agreement");
        ahead(THEIRS, DATE);
        ahead(THEIRS + 7200, DATE);
        assertEquals(2, warnings.size());
    }
}
