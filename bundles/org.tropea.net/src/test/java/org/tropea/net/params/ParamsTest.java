package org.tropea.net.params;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ParamsTest {
    private static final Param WINDOW = new Param("circwindow", 1000, 100, 1000);
    private static final Param FLAG = Param.flag("AllowNonearlyExtend", false);

    @Test
    void withoutAConsensusADefaultHolds() {
        assertEquals(1000, Params.NONE.get(WINDOW));
        assertEquals(7, Params.NONE.get(WINDOW.or(7)));
        assertFalse(Params.NONE.is(FLAG));
    }

    @Test
    void aValueOfTheConsensusHolds() {
        assertEquals(300, new Params(Map.of("circwindow", 300)).get(WINDOW));
        assertTrue(new Params(Map.of("AllowNonearlyExtend", 1)).is(FLAG));
    }

    @Test
    void aValueOutOfBoundsIsBroughtWithin() {
        assertEquals(100, new Params(Map.of("circwindow", -5)).get(WINDOW));
        assertEquals(1000, new Params(Map.of("circwindow", 5000)).get(WINDOW));
    }

    @Test
    void thoseThatSayTheSameAreEqual() {
        assertEquals(new Params(Map.of("a", 1)), new Params(Map.of("a", 1)));
        assertFalse(new Params(Map.of("a", 1)).equals(new Params(Map.of("a", 2))));
    }
}
