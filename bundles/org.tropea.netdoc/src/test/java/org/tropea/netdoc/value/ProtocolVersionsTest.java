package org.tropea.netdoc.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProtocolVersionsTest {
    @Test
    void knowsItsVersions() throws ValueFault {
        ProtocolVersions versions = ProtocolVersions.parse("Cons=1-2 Relay=2,4-6 X=0,63 Empty=");
        assertTrue(versions.supports("Cons", 1));
        assertTrue(versions.supports("Cons", 2));
        assertFalse(versions.supports("Cons", 3));
        assertFalse(versions.supports("Relay", 3));
        assertEquals(0b1110100, versions.bits("Relay"));
        assertEquals(1 | 1L << 63, versions.bits("X"));
        assertEquals(0, versions.bits("Empty"));
        assertFalse(versions.supports("Other", 1));
        assertFalse(versions.supports("Cons", -1));
        assertFalse(versions.supports("X", 64));
    }

    @Test
    void prettyWideRangesFit() throws ValueFault {
        assertEquals(-1L, ProtocolVersions.parse("A=0-63").bits("A"));
    }

    @Test
    void keepsItsText() throws ValueFault {
        assertEquals("B=1 A=2", ProtocolVersions.parse("B=1 A=2").toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Cons",
                "=1",
                "Cons=1,",
                "Cons=,1",
                "Cons=2-1",
                "Cons=64",
                "Cons=1-64",
                "Cons=-1",
                "Cons=a",
                "C_=1",
                "Cons=1--2",
                "Cons=001",
                "Cöns=1"
            })
    void refusesWhatIsNoList(String text) {
        assertThrows(ValueFault.class, () -> ProtocolVersions.parse(text));
    }

    @Test
    void refusesLongNames() throws ValueFault {
        ProtocolVersions.parse("a".repeat(100) + "=1");
        assertThrows(ValueFault.class, () -> ProtocolVersions.parse("a".repeat(101) + "=1"));
    }
}
