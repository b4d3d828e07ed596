package org.tropea.netdoc.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.tropea.netdoc.Ctor.assertRefused;
import static org.tropea.netdoc.Ctor.bytesOf;

import org.junit.jupiter.api.Test;

class SourceTest {
    @Test
    void keepsUtf8() throws DocumentFault {
        assertEquals(
                "contact Übung\n",
                Source.of("vote", bytesOf("contact Übung\n"), 100).text());
    }

    @Test
    void namesTheLineThatIsNotUtf8() {
        byte[] bytes = {'a', '\n', 'b', '\n', (byte) 0xC3, '\n'};
        assertRefused(3, "not UTF-8", () -> Source.of("vote", bytes, 100));
    }

    @Test
    void refusesASequenceThatIsCutOff() {
        byte[] bytes = {'a', '\n', (byte) 0xC3};
        assertRefused("", () -> Source.of("vote", bytes, 100));
    }

    @Test
    void refusesMoreThanItsLimit() {
        assertRefused(0, "has 3 bytes, accepted are 2", () -> Source.of("vote", bytesOf("ab\n"), 2));
    }

    @Test
    void refusesControlCharactersWithTheirLine() {
        assertRefused(2, "control character 0", () -> Source.of("vote", "a\nb\0c\n", 100));
        assertRefused(1, "control character 13", () -> Source.of("vote", "a\r\n", 100));
        assertRefused(1, "control character 127", () -> Source.of("vote", "a\u007f\n", 100));
    }

    @Test
    void refusesALastLineWithoutEnd() {
        assertRefused(2, "the last line has no end", () -> Source.of("vote", "a\nb", 100));
    }

    @Test
    void refusesNothing() {
        assertRefused(0, "is empty", () -> Source.of("vote", "", 100));
    }

    @Test
    void aPartKeepsItsPlace() throws DocumentFault {
        Source part = Source.of("vote", "a\nb\nc\n", 100).part("entry", 2, 6, 2);
        assertEquals("b\nc\n", part.text());
        assertEquals(3, part.lineOf(2));
        assertEquals("entry, line 3: no", part.fault(3, "no").getMessage());
    }
}
