package org.tropea.torrc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TorrcTest {
    private static final String RELAY = "DirAuthority a 127.0.0.1:7001 0123456789ABCDEF0123456789ABCDEF01234567\n"
            + "ORPort 127.0.0.1:9001\nContactInfo me\nExitRelay 0\n";

    private static Torrc torrc(String... layers) throws TorrcFault {
        List<List<TorrcLine>> all = new ArrayList<>();
        for (String layer : layers) {
            all.add(TorrcLexer.lines("torrc", layer.getBytes(StandardCharsets.UTF_8)));
        }
        return Torrc.of(all);
    }

    static Stream<Arguments> merged() {
        return Stream.of(
                Arguments.of("Nickname a\nNickname b", "", "Nickname", "[b]"),
                Arguments.of("Nickname a", "Nickname b", "Nickname", "[b]"),
                Arguments.of("Nickname a", "Nickname", "Nickname", "[Unnamed]"),
                Arguments.of("Nickname a\n/Nickname", "", "Nickname", "[Unnamed]"),
                Arguments.of("ORPort 1\nORPort 2", "", "ORPort", "[1, 2]"),
                Arguments.of("ORPort 1", "ORPort 2", "ORPort", "[2]"),
                Arguments.of("ORPort 1", "ORPort 2\nORPort 3", "ORPort", "[2, 3]"),
                Arguments.of("ORPort 1", "+ORPort 2", "ORPort", "[1, 2]"),
                Arguments.of("ORPort 1", "+ORPort 2\nORPort 3", "ORPort", "[1, 2, 3]"),
                Arguments.of("ORPort 1", "/ORPort", "ORPort", "[]"),
                Arguments.of("ORPort 1\n/ORPort\nORPort 2", "", "ORPort", "[2]"),
                Arguments.of("ORPort 1\nORPort", "", "ORPort", "[1]"),
                Arguments.of("orport 1\nOrPoRt 2", "", "ORPort", "[1, 2]"),
                Arguments.of("DirServer x", "", "DirAuthority", "[x]"),
                Arguments.of("MaxConn 77", "", "ConnLimit", "[77]"),
                Arguments.of("Nick short", "", "Nickname", "[short]"));
    }

    @ParameterizedTest
    @MethodSource("merged")
    void layersAndSigns(String first, String second, String name, String values) throws TorrcFault {
        assertEquals(values, torrc(first, second).options().texts(name).toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Nicknmae x | torrc:5: Nicknmae: unknown option; the nearest known one is Nickname",
                "ORPorts 9001 | torrc:5: ORPorts: unknown option; the nearest known one is ORPort",
                "BandwidthRate fast | torrc:5: BandwidthRate \"fast\": a number with an optional unit",
                "AssumeReachable yes | torrc:5: AssumeReachable \"yes\": 0 or 1",
                "Nickname not-legal | torrc:5: Nickname \"not-legal\": a nickname of 1 to 19 letters and digits",
                "ExitPolicy accept all | torrc:5: ExitPolicy \"accept all\": accept or reject, then",
                "BandwidthRate 10 KB | torrc:5: BandwidthRate \"10 KB\": from 76800",
                "CircuitPriorityHalflife soon | torrc:5: CircuitPriorityHalflife \"soon\": a number"
            })
    void faultsNameFileAndLine(String line, String beginning) {
        String message = assertThrows(
                        TorrcFault.class, () -> torrc(RELAY + line).check())
                .getMessage();
        assertTrue(message.startsWith(beginning), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HiddenServiceDir /x | HiddenServiceDir is not honoured yet: this version offers no onion services",
                "ControlPort 9051 | ControlPort is not honoured yet",
                "TunnelDirConns 1 | TunnelDirConns is obsolete",
                "MaxConn 10 | torrc:5: MaxConn is deprecated; use ConnLimit",
                "Nick x | torrc:5: Nick is taken as an abbreviation of Nickname",
                "MyFamily | torrc:5: MyFamily has no value"
            })
    void warnsOnce(String line, String beginning) throws TorrcFault {
        List<String> warnings = torrc(RELAY + line).check();
        assertEquals(1, warnings.size(), warnings.toString());
        assertTrue(warnings.get(0).startsWith(beginning), warnings.toString());
    }

    @Test
    void manyLinesOfAnOptionNotHonouredWarnOnce() throws TorrcFault {
        assertEquals(
                1,
                torrc(RELAY + "AlternateDirAuthority x\nAlternateDirAuthority y\nAlternateDirAuthority z")
                        .check()
                        .size());
    }

    @Test
    void aSecondValueOfASingleOptionIsTold() throws TorrcFault {
        List<String> warnings = torrc(RELAY + "Nickname a\nNickname b").check();
        assertEquals(List.of("torrc:6: Nickname is set more than once; the last value counts"), warnings);
    }

    @Test
    void withoutAuthoritiesItDoesNotStart() {
        TorrcFault fault =
                assertThrows(TorrcFault.class, () -> torrc("ORPort 9001").check());
        assertTrue(fault.getMessage().startsWith("DirAuthority: not set; Tropea has no built-in authorities"));
    }
}
