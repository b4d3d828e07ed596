package org.tropea.directory.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tropea.net.directory.DirResponse;
import org.tropea.net.option.DirAuthorityLine;
import org.tropea.net.option.Options;

class ClockSkewTest {
    /** 2025-06-03 04:05:06 UTC. */
    private static final long THEIRS = 1_748_923_506L;

    private static final String DATE = "Tue, 03 Jun 2025 04:05:06 GMT";

    private final ClockSkew skew = new ClockSkew("test");
    private final DirAuthorityLine line = Options.of(Map.of(
                    "DirAuthority", "one orport=5001 v3ident=" + "A".repeat(40) + " 127.0.0.1:7001 " + "A".repeat(40)))
            .authorities()
            .get(0);

    private long ahead(long ours, String date) {
        Map<String, String> headers = date == null ? Map.of() : Map.of("date", date);
        return skew.compare(Mirror.of(line), true, ours, new DirResponse(200, "OK", headers, new byte[0]));
    }

    @Test
    void halfAnHourIsWithinBounds() {
        assertEquals(0, ahead(THEIRS + 1800, DATE));
        assertEquals(0, ahead(THEIRS - 1800, DATE));
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
    }
}
