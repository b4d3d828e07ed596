package org.tropea.torrc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TorrcLexerTest {
    private static List<TorrcLine> lex(String text) throws TorrcFault {
        return TorrcLexer.lines("torrc", text.getBytes(StandardCharsets.UTF_8));
    }

    private static String shown(List<TorrcLine> lines) {
        return lines.stream()
                .map(line -> line.number() + ":" + line.name() + "=" + line.value())
                .collect(Collectors.joining("|"));
    }

    static Stream<Arguments> syntax() {
        return Stream.of(
                Arguments.of("", ""),
                Arguments.of("\n\n# only a comment", ""),
                Arguments.of("A b", "1:A=b"),
                Arguments.of("A b\nC d\n", "1:A=b|2:C=d"),
                Arguments.of("  A \t b c  \n", "1:A=b c"),
                Arguments.of("A b # comment\nC d", "1:A=b|2:C=d"),
                Arguments.of("A#comment\nB c", "1:A=|2:B=c"),
                Arguments.of("A\nB", "1:A=|2:B="),
                Arguments.of("A b \\\n c\nD e", "1:A=b  c|3:D=e"),
                Arguments.of("A b\\\nc\\\nd", "1:A=bcd"),
                Arguments.of("A \\\n b", "1:A=b"),
                Arguments.of("A\\\n b", "1:A=b"),
                Arguments.of("A b\\\n# between\nc\nD e", "1:A=bc|4:D=e"),
                Arguments.of("A b\\\nc # behind\n d\nE f", "1:A=bc  d|4:E=f"),
                Arguments.of("A b # no continuation \\\nC d", "1:A=b|2:C=d"),
                Arguments.of("A b\r\nC d\\\r\ne\r\n", "1:A=b|2:C=de"),
                Arguments.of("A \"b # c\" # d\nE f", "1:A=b # c|2:E=f"),
                Arguments.of("A \"b\\tc\\\"d\\\\e\\'\\n\"", "1:A=b\tc\"d\\e'\n"),
                Arguments.of("A \"\\x41\\102\\7\"", "1:A=AB\7"),
                Arguments.of("A \"\\xc3\\xa9\" \nB \u00e9", "1:A=\u00e9|2:B=\u00e9"),
                Arguments.of("A b\"c\"", "1:A=b\"c\""),
                Arguments.of("A b\\c", "1:A=b\\c"),
                Arguments.of("A b\\", "1:A=b\\"),
                Arguments.of("/A b", "1:A="));
    }

    @ParameterizedTest
    @MethodSource("syntax")
    void lines(String text, String expected) throws TorrcFault {
        assertEquals(expected, shown(lex(text)));
    }

    @Test
    void signsSayWhatALineDoes() throws TorrcFault {
        List<TorrcLine> lines = lex("A b\n+C d\n/E f");
        assertEquals(
                List.of(TorrcLine.Change.SET, TorrcLine.Change.APPEND, TorrcLine.Change.CLEAR),
                lines.stream().map(TorrcLine::change).toList());
        assertEquals("C", lines.get(1).name());
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of("A b\nC \"d", "torrc:2: the quoted value has no closing quote"),
                Arguments.of("C \"d\ne\"", "torrc:1: the quoted value has no closing quote"),
                Arguments.of("A \"b\" c", "torrc:1: there is something behind the quoted value"),
                Arguments.of("A \"\\q\"", "torrc:1: unknown escape"),
                Arguments.of("A \"\\x4\"", "torrc:1: unknown escape"),
                Arguments.of("A \"\\777\"", "torrc:1: unknown escape"),
                Arguments.of("\nA \"\\xff\"", "torrc:2: the value is not UTF-8"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void faultsHaveALineNumber(String text, String beginning) {
        String message = assertThrows(TorrcFault.class, () -> lex(text)).getMessage();
        assertEquals(beginning, message.substring(0, Math.min(message.length(), beginning.length())));
    }
}
