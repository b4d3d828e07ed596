package org.tropea.net.option;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1",
        "::1, [::1]",
        "[fe80::1], [fe80::1]",
        "2001:db8:0:0:1:2:3:4, [2001:db8::1:2:3:4]"
    })
    void texts(String text, String usual) {
        assertEquals(usual, Addresses.text(Addresses.parse(text)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost", "1.2.3", "1.2.3.4.", "1.2.3.256", "1", ":::", "1:2", "[::1", "fe80::1%lo"})
    void refusesOthersWithoutLookingThemUp(String text) {
        assertThrows(OptionFault.class, () -> Addresses.parse(text));
    }

    @Test
    void aMappedAddressIsTheIpv4OneItIs() {
        assertArrayEquals(new byte[] {1, 2, 3, 4}, Addresses.ipv6("::ffff:1.2.3.4"));
        assertNull(Addresses.ipv4("::1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.1.2.3",
                "192.168.0.1",
                "172.16.0.1",
                "169.254.1.1",
                "100.64.0.1",
                "0.1.2.3",
                "0.0.0.0",
                "::",
                "::1",
                "fe80::1",
                "fc00::1",
                "fdff::1"
            })
    void thisMachineAndThisSiteAreInternal(String text) {
        assertTrue(Addresses.isInternal(Addresses.parse(text)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1.1.1", "100.128.0.1", "172.32.0.1", "192.169.0.1", "2001:db8::1", "fb00::1"})
    void whatOthersCanReachIsNot(String text) {
        assertFalse(Addresses.isInternal(Addresses.parse(text)));
    }
}
