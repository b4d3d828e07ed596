package org.tropea.net.option;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionCatalogueTest {
    private final OptionCatalogue catalogue = OptionCatalogue.standard();

    @Test
    void findsNamesWithoutCase() {
        assertEquals("ORPort", catalogue.byName("orport").orElseThrow().name());
        assertEquals(
                "__SocksPort", catalogue.byName("__socksport").orElseThrow().name());
        assertTrue(catalogue.byName("Nicknam").isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "Nicknmae, Nickname",
        "ORPrt, ORPort",
        "DirAuthorty, DirAuthority",
        "BandwithRate, BandwidthRate",
        "ExitPolcy, ExitPolicy",
        "ShutdwonWaitLength, ShutdownWaitLength"
    })
    void namesTheNearest(String typed, String meant) {
        assertEquals(meant, catalogue.nearest(typed).name());
    }

    @Test
    void knowsAliases() {
        assertEquals(
                "DirAuthority",
                catalogue.byNameOrAlias("DirServer").orElseThrow().name());
        assertEquals("ConnLimit", catalogue.alias("maxconn", false).option());
        assertTrue(catalogue.alias("MaxConn", false).deprecated());
        assertNull(catalogue.alias("l", false));
        assertEquals("Log", catalogue.alias("l", true).option());
    }

    @Test
    void takesTheFirstNameOfAnAbbreviation() {
        assertEquals(
                "BandwidthBurst", catalogue.byPrefix("Bandwidth").orElseThrow().name());
        assertTrue(catalogue.byPrefix("").isEmpty());
    }

    @Test
    void tellsWhatIsHonoured() {
        assertTrue(catalogue.honoured("ORPort"));
        assertFalse(catalogue.honoured("HiddenServiceDir"));
        assertFalse(catalogue.honoured("NoSuchOption"));
    }

    @Test
    void warnsUnlessTheValueAsksForWhatHappensAnyway() {
        Option control = catalogue.byName("ControlPort").orElseThrow();
        assertEquals("", control.warning(List.of("0")));
        assertEquals(
                "ControlPort is not honoured yet: use the shell, or the signals of bin/tropea",
                control.warning(List.of("9051")));
        Option obsolete = catalogue.byName("TunnelDirConns").orElseThrow();
        assertEquals("TunnelDirConns is obsolete and ignored", obsolete.warning(List.of("1")));
    }

    @Test
    void everyDefaultIsWrittenAsItsTypeWants() {
        for (Option option : catalogue.all()) {
            for (String value : List.of(option.defaultValue(), option.testingDefault())) {
                if (!value.isEmpty()) {
                    option.check(value);
                }
            }
        }
        assertTrue(catalogue.all().size() > 400);
    }
}
