package org.tropea.shell.ssh.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineTest {
    @Test
    void wordsAreSeparatedByBlanks() {
        assertEquals(List.of("circ:path", "12", "--router=a"), Line.words("  circ:path\t12  --router=a "));
    }

    @Test
    void aBlankLineHasNoWords() {
        assertEquals(List.of(), Line.words(" \t "));
    }

    @Test
    void plainQuotesKeepBlanks() {
        assertEquals(List.of("conn:why", "a b", "c d"), Line.words("conn:why 'a b' \"c d\""));
    }

    @Test
    void singleQuotesAreLiteral() {
        assertEquals(List.of("x", "$(y)|;"), Line.words("x '$(y)|;'"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a | b",
                "a; b",
                "a && b",
                "a & b",
                "a > f",
                "a < f",
                "(bundle 5) stop",
                "$(a)",
                "a $b",
                "a `b`",
                "{ a }",
                "a [ b ]",
                "a \\b",
                "a #b",
                "a *",
                "a ?",
                "~",
                "!1",
                "a\nb",
                "a\u0000",
                "a \u2028",
                "\u0430",
                "a \"$(b)\"",
                "a \"\\b\"",
                "a \"`b`\"",
                "a '\u001b[2J'"
            })
    void whatAShellWouldEvaluateIsRefused(String line) {
        ShellFault fault = assertThrows(ShellFault.class, () -> Line.words(line));
        assertEquals(ShellFault.REFUSED, fault.status());
    }

    @Test
    void theRefusalNamesCharacterAndColumn() {
        ShellFault fault = assertThrows(ShellFault.class, () -> Line.words("circ:list | grep x"));
        assertTrue(fault.getMessage().contains("'|' at column 11"), fault.getMessage());
    }

    @Test
    void anOpenQuoteIsRefused() {
        assertThrows(ShellFault.class, () -> Line.words("a 'b"));
    }

    @Test
    void anEndlessLineIsRefused() {
        assertThrows(ShellFault.class, () -> Line.words("a".repeat(5000)));
    }
}
