package org.tropea.net.option;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FallbackDirLineTest {
    private static final String ID = "0123456789abcdef0123456789ABCDEF01234567";

    @Test
    void readsAllWords() {
        FallbackDirLine line = FallbackDirLine.parse(
                "192.0.2.1:80 orport=443 id=" + ID + " weight=2.5 ipv6=[2001:db8::1]:444 later=too");
        assertEquals("192.0.2.1", line.address());
        assertEquals(80, line.dirPort());
        assertEquals(443, line.orPort());
        assertEquals(ID.toUpperCase(Locale.ROOT), line.fingerprint());
        assertEquals(2.5, line.weight());
        assertEquals(Optional.of("[2001:db8::1]:444"), line.ipv6());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "192.0.2.1 orport=443 id=" + ID,
                "host:80 orport=443 id=" + ID,
                "192.0.2.1:80 id=" + ID,
                "192.0.2.1:80 orport=443",
                "192.0.2.1:80 orport=0 id=" + ID,
                "192.0.2.1:80 orport=443 id=12",
                "192.0.2.1:80 orport=443 id=" + ID + " weight=-1",
                "192.0.2.1:80 orport=443 id=" + ID + " ipv6=2001:db8::1",
                "192.0.2.1:99999 orport=443 id=" + ID
            })
    void refusesOthers(String line) {
        assertThrows(OptionFault.class, () -> FallbackDirLine.parse(line));
    }
}
