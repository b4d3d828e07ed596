package org.tropea.shell.ssh.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CatalogueTest {
    private final Catalogue catalogue = new SampleCommands().catalogue();

    @Test
    void aReadingCommandIsFound() {
        assertEquals("circ:list", catalogue.reading(List.of("circ:list")).name());
    }

    @Test
    void theScopeMayBeLeftOutWhereItIsClear() {
        assertEquals("circ:why", catalogue.reading(List.of("why", "1")).name());
    }

    @Test
    void anAmbiguousFunctionIsRefusedWithItsNames() {
        catalogue.add(new ShellCommand("conn", "why", this, "", true, false, Set.of(), Map.of(), 0));
        ShellFault fault = assertThrows(ShellFault.class, () -> catalogue.find("why"));
        assertTrue(fault.getMessage().contains("circ:why, conn:why"), fault.getMessage());
    }

    @Test
    void aChangingCommandNeedsAnOperator() {
        ShellFault fault = assertThrows(ShellFault.class, () -> catalogue.reading(List.of("circ:use", "x")));
        assertEquals(ShellFault.REFUSED, fault.status());
    }

    @Test
    void whatIsNotListedIsUnknown() {
        ShellFault fault = assertThrows(ShellFault.class, () -> catalogue.reading(List.of("felix:uninstall", "5")));
        assertEquals(ShellFault.UNKNOWN, fault.status());
    }

    @Test
    void onlyOneReadingCommandWithItsScopeCountsAsReading() {
        assertTrue(catalogue.isReading("circ:list --json"));
        assertFalse(catalogue.isReading("list"), "Gogo may find another 'list'");
        assertFalse(catalogue.isReading("circ:use vanilla"));
        assertFalse(catalogue.isReading("circ:list; circ:use vanilla"));
        assertFalse(catalogue.isReading("circ:why \"$(circ:use vanilla)\""));
    }

    @Test
    void theHighestRankingCountsUntilItGoes() {
        ShellCommand newer = new ShellCommand("circ", "list", this, "newer", true, false, Set.of(), Map.of(), 5);
        catalogue.add(newer);
        assertEquals("newer", catalogue.find("circ:list").help());
        catalogue.remove(newer);
        assertEquals("Does list", catalogue.find("circ:list").help());
    }
}
