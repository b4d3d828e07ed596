package org.tropea.net.option;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tropea.net.option.DirAuthorityLine.Use;

class DirAuthorityLineTest {
    private static final String PRINT = "0123456789ABCDEF0123456789ABCDEF01234567";
    private static final String V3 = "89ABCDEF0123456789ABCDEF0123456789ABCDEF";

    @Test
    void everyPart() {
        DirAuthorityLine line =
                DirAuthorityLine.parse("auth0 orport=5001 no-v2 bridge weight=0.5 ipv6=[::1]:5001 v3ident="
                        + V3.toLowerCase(Locale.ROOT) + " some-later-flag=1 127.0.0.1:7001 " + PRINT);
        assertEquals("auth0", line.nickname());
        assertEquals("127.0.0.1", line.address());
        assertEquals(7001, line.dirPort());
        assertEquals(5001, line.orPort());
        assertEquals(PRINT, line.fingerprint());
        assertEquals(Optional.of(V3), line.v3Ident());
        assertEquals(Optional.of("[::1]:5001"), line.ipv6());
        assertTrue(line.bridge());
        assertEquals(0.5, line.weight());
    }

    @Test
    void fingerprintsMayHaveSpaces() {
        String spaced = PRINT.replaceAll("(....)", "$1 ").strip();
        assertEquals(PRINT, DirAuthorityLine.parse("127.0.0.1:7001 " + spaced).fingerprint());
    }

    @Test
    void someUsesMayHaveAPortOfTheirOwn() {
        DirAuthorityLine line = DirAuthorityLine.parse(
                "auth0 vote=http://127.0.0.5:8001/ Upload=http://127.0.0.6:8002 download=http://[::1]:8003/ 127.0.0.1:7001 "
                        + PRINT);
        assertEquals(new InetSocketAddress("127.0.0.5", 8001), line.dirAddress(Use.VOTE));
        assertEquals(new InetSocketAddress("127.0.0.6", 8002), line.dirAddress(Use.UPLOAD));
        assertEquals(new InetSocketAddress("127.0.0.1", 7001), line.dirAddress(Use.DOWNLOAD));
    }

    @Test
    void theNicknameMayBeMissing() {
        assertEquals(
                "", DirAuthorityLine.parse("orport=1 127.0.0.1:7001 " + PRINT).nickname());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "auth0",
                "auth0 127.0.0.1 " + PRINT,
                "auth0 127.0.0.1:0 " + PRINT,
                "auth0 127.0.0.256:7001 " + PRINT,
                "auth0 127.0.0.1:7001",
                "auth0 127.0.0.1:7001 0123",
                "auth0 orport=70000 127.0.0.1:7001 " + PRINT,
                "auth0 v3ident=xyz 127.0.0.1:7001 " + PRINT,
                "auth0 ipv6=127.0.0.1:1 127.0.0.1:7001 " + PRINT,
                "auth0 weight=-1 127.0.0.1:7001 " + PRINT,
                "auth0 vote=https://127.0.0.5:8001/ 127.0.0.1:7001 " + PRINT,
                "auth0 vote=http://127.0.0.5/ 127.0.0.1:7001 " + PRINT
            })
    void refusesOthers(String line) {
        OptionFault fault = assertThrows(OptionFault.class, () -> DirAuthorityLine.parse(line));
        assertEquals("DirAuthority", fault.option());
    }
}
