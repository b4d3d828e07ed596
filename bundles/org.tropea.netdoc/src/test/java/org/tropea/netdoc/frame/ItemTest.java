package org.tropea.netdoc.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.tropea.netdoc.Ctor.assertRefused;

import org.junit.jupiter.api.Test;
import org.tropea.netdoc.value.PortSummary;

class ItemTest {
    private static Item item(String line) throws DocumentFault {
        return new ItemReader(Source.of("thing", "\n" + line + "\n", 1000)).next();
    }

    @Test
    void readsNumbersInTheirRange() throws DocumentFault {
        assertEquals(65535, item("r 65535").port(0));
        assertEquals(-7, item("r -7").number(0, -10, 10));
        assertRefused(
                2,
                "r has \"65536\", accepted are numbers from 0 to 65535",
                () -> item("r 65536").port(0));
        assertRefused(2, "\"+1\"", () -> item("r +1").port(0));
        assertRefused(2, "\"-\"", () -> item("r -").number(0, -10, 10));
        assertRefused(2, "\"0x1\"", () -> item("r 0x1").port(0));
        assertRefused(
                2,
                "\"99999999999999999999\"",
                () -> item("r 99999999999999999999").port(0));
    }

    @Test
    void readsDigestsOfTheirLength() throws DocumentFault {
        assertEquals("00FF", item("d 00fF").hex(0, 2).hex());
        assertEquals("AAE", item("d AAE").base64(0, 2).base64());
        assertEquals("AAE", item("d AAE=").base64(0, 2).base64());
        assertRefused(
                2, "accepted are 4 hexadecimal digits", () -> item("d 00FF00").hex(0, 2));
        assertRefused(
                2, "accepted are 4 hexadecimal digits", () -> item("d 00F").hex(0, 2));
        assertRefused(2, "accepted is base64 of 2 bytes", () -> item("d AAEA").base64(0, 2));
        assertRefused(2, "accepted is base64 of 2 bytes", () -> item("d A*E").base64(0, 2));
    }

    @Test
    void readsTimes() throws DocumentFault {
        assertEquals(86_400, item("t 1970-01-02 00:00:00").time(0));
        assertRefused(
                2,
                "accepted is YYYY-MM-DD HH:MM:SS",
                () -> item("t 1970-02-30 00:00:00").time(0));
        assertRefused(2, "has 1 arguments, needs 2", () -> item("t 1970-02-30").time(0));
    }

    @Test
    void namesItsLineWhenAValueIsRefused() {
        assertRefused(2, "p: \"nonsense\"", () -> item("p x").value("nonsense", PortSummary::parse));
    }
}
