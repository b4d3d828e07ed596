package org.tropea.net.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tropea.net.option.Addresses;
import org.tropea.net.option.OptionFault;

class AddressPolicyTest {
    private static AddressPolicy policy(String... lines) {
        return AddressPolicy.parse("ExitPolicy", List.of(lines));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "accept *:80, reject *:*; 1.2.3.4; 80; true",
                "accept *:80, reject *:*; 1.2.3.4; 81; false",
                "accept *:80, reject *:*; 2001:db8::1; 80; true",
                "reject *:80, accept *:80; 1.2.3.4; 80; false",
                "reject 1.2.0.0/16:*; 1.2.255.255; 1; false",
                "reject 1.2.0.0/16:*; 1.3.0.0; 1; true",
                "reject 1.2.3.4/12:*; 1.15.0.0; 1; false",
                "reject 1.2.3.4/12:*; 1.16.0.0; 1; true",
                "reject 1.2.0.0/255.255.0.0; 1.2.9.9; 1; false",
                "reject 0.0.0.0/0; 9.9.9.9; 9; false",
                "accept 1.2.3.4, reject *:*; 1.2.3.4; 65535; true",
                "reject *4:*; 2001:db8::1; 443; true",
                "reject *4:*; 1.2.3.4; 443; false",
                "reject *6:*; 2001:db8::1; 443; false",
                "reject6 *:*; 1.2.3.4; 443; true",
                "reject6 *:*; 2001:db8::1; 443; false",
                "accept6 [2001:db8::]/32:443, reject *:*; 2001:db8:1::1; 443; true",
                "accept6 [2001:db8::]/32:443, reject *:*; 2001:db9::1; 443; false",
                "reject private:*; 127.0.0.1; 80; false",
                "reject private:*; 10.255.1.2; 80; false",
                "reject private:*; 172.31.0.1; 80; false",
                "reject private:*; 172.32.0.1; 80; true",
                "reject private:*; ::1; 80; false",
                "reject private:*; fd00::1; 80; false",
                "reject private:80-90; 10.0.0.1; 91; true",
                "accept *:1000-2000, reject *:*; 1.2.3.4; 2000; true",
                "accept *:1000-2000, reject *:*; 1.2.3.4; 2001; false",
                "reject fc00::/7:80-90; fd00::1; 90; false"
            })
    void firstMatchDecides(String line, String address, int port, boolean allowed) {
        assertEquals(allowed, policy(line).allows(Addresses.parse(address), port));
    }

    @Test
    void portZeroIsNeverAllowed() {
        assertFalse(policy("accept *:*").allows(Addresses.parse("1.2.3.4"), 0));
        assertFalse(policy("accept *:*").allows(Addresses.parse("1.2.3.4"), 65536));
    }

    @Test
    void whatNothingMatchesIsAccepted() {
        assertTrue(policy("reject *:25").allows(Addresses.parse("1.2.3.4"), 26));
    }

    @Test
    void aMappedAddressCannotGoRoundAnIpv4Rule() {
        byte[] mapped = new byte[16];
        mapped[10] = -1;
        mapped[11] = -1;
        mapped[12] = 127;
        mapped[15] = 1;
        assertFalse(policy("reject 127.0.0.0/8:*", "accept *:*").allows(mapped, 80));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "allow *:80",
                "accept",
                "*:80",
                "accept 1.2.3:80",
                "accept 1.2.3.4/33:80",
                "accept 1.2.3.4/255.0.255.0:80",
                "accept *:65536",
                "accept *:90-80",
                "accept *:0",
                "accept *:0-100",
                "Accept *:80",
                "accept 2001:db8::1:80",
                "accept */8:80",
                "accept private/8:80",
                "accept localhost:80",
                "accept [::1:80",
                "accept6 1.2.3.4:80",
                "accept6 *4:80",
                "accept *:80 extra"
            })
    void refusesOthers(String line) {
        OptionFault fault = assertThrows(OptionFault.class, () -> policy(line));
        assertEquals("ExitPolicy", fault.option());
        assertEquals(line, fault.value());
    }

    @Test
    void linesOfADescriptorAreAboutIpv4() {
        AddressPolicy policy = policy("reject 10.1.2.3/8:*,accept *:80", "accept *:443-445", "reject *:*");
        List<String> lines = List.of("reject 10.0.0.0/8:*", "accept *:80", "accept *:443-445", "reject *:*");
        assertEquals(lines, policy.descriptorLines());
        assertEquals(Optional.of("accept 80,443-445"), policy.ipv6Policy());
    }

    @Test
    void aPolicyWithoutAnyDestinationIsOneLine() {
        assertEquals(
                List.of("reject *:*"), policy("reject 1.0.0.0/8:*, reject *:*").descriptorLines());
        assertTrue(AddressPolicy.rejectAll().rejectsAll(false));
        assertEquals(Optional.empty(), AddressPolicy.rejectAll().ipv6Policy());
    }

    @Test
    void rulesThatDecideNothingAreLeftOut() {
        assertEquals("accept *:*", policy("accept *4:*", "reject *4:25").toString());
        assertEquals(
                "reject 1.0.0.0/8:*\naccept *:*",
                policy("accept 2.0.0.0/8:80,reject 1.0.0.0/8:*,accept *4:*").toString());
        AddressPolicy kept = policy("accept 1.2.3.4:80,reject 1.0.0.0/8:*,accept *4:*");
        assertEquals("accept 1.2.3.4:80\nreject 1.0.0.0/8:*\naccept *:*", kept.toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "accept *:*; accept 1-65535",
                "reject *:*; reject 1-65535",
                "reject *:25,accept *:*; reject 25",
                "reject private:*,accept *:80,reject *:*; accept 80",
                "reject 1.0.0.0/7:*,accept *:80,reject *:*; accept 80",
                "reject 0.0.0.0/1:*,accept *:80,reject *:*; reject 1-65535",
                "accept 127.0.0.0/8:*,reject *:*; reject 1-65535"
            })
    void summaries(String line, String summary) {
        assertEquals(summary, policy(line).summary(false));
    }

    @Test
    void longSummariesEndAtAComma() {
        StringBuilder line = new StringBuilder();
        for (int port = 10000; port < 60000; port += 100) {
            line.append("accept *:").append(port).append('-').append(port + 30).append(',');
        }
        String summary = policy(line + "reject *:*").summary(true);
        assertTrue(summary.length() <= 1000 && summary.length() > 980, summary);
        assertTrue(summary.matches("accept (\\d+-\\d+,)*\\d{5}-\\d{5}"), summary);
    }
}
