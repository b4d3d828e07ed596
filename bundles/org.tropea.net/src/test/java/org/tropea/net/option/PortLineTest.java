package org.tropea.net.option;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PortLineTest {
    @ParameterizedTest
    @CsvSource({
        "9001, PORT, '', 9001",
        "auto, PORT, '', -1",
        "0, PORT, '', 0",
        "127.0.0.1:9001, INET, 127.0.0.1, 9001",
        "127.0.0.1:auto, INET, 127.0.0.1, -1",
        "relay.example:443, INET, relay.example, 443",
        "[::1]:9001, INET6, ::1, 9001",
        "unix:/run/tropea/or, UNIX, /run/tropea/or, 0",
        "unix:\"/run/my tropea/or\" GroupWritable, UNIX, /run/my tropea/or, 0"
    })
    void endpoints(String line, PortLine.Kind kind, String host, int port) {
        PortLine parsed = PortLine.parse(line);
        assertEquals(kind, parsed.kind());
        assertEquals(host, parsed.host());
        assertEquals(port, parsed.port());
    }

    @Test
    void flagsHaveNoCase() {
        PortLine line = PortLine.parse("9001  nolisten IPV4ONLY");
        assertTrue(line.has("NoListen"));
        assertFalse(line.listens());
        assertTrue(line.advertised());
        assertTrue(line.ipv4());
        assertFalse(line.ipv6());
    }

    @Test
    void anAddressDecidesTheFamily() {
        assertFalse(PortLine.parse("[::1]:9001").ipv4());
        assertFalse(PortLine.parse("127.0.0.1:9001").ipv6());
        assertTrue(PortLine.parse("9001").ipv4());
        assertTrue(PortLine.parse("9001").ipv6());
    }

    @Test
    void portZeroNeitherListensNorIsAdvertised() {
        assertFalse(PortLine.parse("0").listens());
        assertFalse(PortLine.parse("0").advertised());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "65536",
                "-1",
                "nine",
                "::1:9001",
                "[::1:9001",
                "127.0.0.1:",
                ":9001",
                "127.0.0.1:0",
                "[zz::]:1"
            })
    void refusesOthers(String line) {
        assertThrows(OptionFault.class, () -> PortLine.parse(line));
    }
}
