package org.tropea.netdoc.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {
    @ParameterizedTest
    @ValueSource(strings = {"1970-01-01 00:00:00", "2026-11-23 01:13:20", "2028-02-29 23:59:59", "2038-01-01 00:00:00"})
    void timesComeBackAsTheyWere(String text) {
        assertEquals(text, Times.text(Times.parse(text)));
    }

    @Test
    void timesAreSecondsSince1970() {
        assertEquals(1_700_000_000, Times.parse("2023-11-14 22:13:20"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-13-01 00:00:00",
                "2026-02-29 00:00:00",
                "2026-01-01 24:00:00",
                "2026-01-01T00:00:00",
                "2026-01-01 00:60:00",
                "1969-12-31 23:59:59",
                "2026-1-1 0:0:0",
                "2026-01-01 00:00:00 ",
                "",
                "+026-01-01 00:00:00"
            })
    void refusesWhatIsNoTime(String text) {
        assertEquals(-1, Times.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1:1",
                "255.255.255.255:65535",
                "[::1]:443",
                "[2001:db8::1]:9001",
                "[1:0:2:3:4:5:6:7]:80",
                "[1::2:0:0:3]:80",
                "[::]:1",
                "[fe80::]:7"
            })
    void endpointsComeBackAsTheyWere(String text) throws ValueFault {
        assertEquals(text, Addresses.text(Addresses.endpoint(text)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.0.0.1:0",
                "127.0.0.1:65536",
                "127.0.0:1",
                "256.0.0.1:1",
                "1.2.3.4.5:1",
                "1..2.3:1",
                "::1:443",
                "[::1]",
                "[1.2.3.4]:1",
                "[::ffff:1.2.3.4]:1",
                "[::1%lo]:1",
                "[12345::]:1",
                "host:1",
                "[g::]:1",
                "1.2.3.4:+1",
                "01234.1.1.1:1",
                ".1.2.3:1",
                "1.2.3.:1"
            })
    void refusesWhatIsNoEndpoint(String text) {
        assertThrows(ValueFault.class, () -> Addresses.endpoint(text));
    }

    @Test
    void parametersAreSortedWithTheirEqualsSign() throws ValueFault {
        NetParams params = NetParams.parseSorted("guard-n-primary=2 guard-n=1");
        assertEquals(2, params.values().size());
        assertThrows(ValueFault.class, () -> NetParams.parseSorted("guard-n=1 guard-n-primary=2"));
    }

    @Test
    void paramsAreFoundByName() throws ValueFault {
        NetParams params = NetParams.parseSorted("Zeta=-2147483648 alpha=5");
        assertEquals(5, params.get("alpha", 1));
        assertEquals(1, params.get("beta", 1));
        assertEquals(3, params.get("alpha", 1, 0, 3));
        assertEquals(0, params.get("Zeta", 1, 0, 3));
        assertTrue(params.find("beta").isEmpty());
        assertEquals("Zeta=-2147483648 alpha=5", params.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "=1", "a=", "a=+1", "a=2147483648", "a=1.5", "a=1 a=2", "b=1 a=2", "a=1=2"})
    void refusesWhatAreNoParams(String text) {
        assertThrows(ValueFault.class, () -> NetParams.parseSorted(text));
    }

    @Test
    void portSummariesAnswer() throws ValueFault {
        PortSummary accept = PortSummary.parse("accept 80,443,8000-8100");
        assertTrue(accept.accepts(80) && accept.accepts(8000) && accept.accepts(8100));
        assertFalse(accept.accepts(81) || accept.accepts(8101));
        PortSummary reject = PortSummary.parse("reject 1-1023");
        assertTrue(reject.accepts(1024));
        assertFalse(reject.accepts(25) || reject.rejectsAll());
        assertTrue(PortSummary.parse("reject 1-65535").rejectsAll());
        assertFalse(PortSummary.parse("accept 1-65535").rejectsAll());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "accept",
                "accept ",
                "allow 80",
                "accept 0",
                "accept 65536",
                "accept 80,",
                "accept 90-80",
                "accept 80 443",
                "reject *"
            })
    void refusesWhatIsNoPortSummary(String text) {
        assertThrows(ValueFault.class, () -> PortSummary.parse(text));
    }

    @Test
    void octetsSortAsUnsignedBytes() throws ValueFault {
        assertTrue(Octets.ofHex("7F").compareTo(Octets.ofHex("80")) < 0);
        assertEquals(Octets.ofHex("00ff"), Octets.of(new byte[] {0, -1}));
        assertThrows(ValueFault.class, () -> Octets.ofHex("0g"));
    }

    @Test
    void nicknamesAreShortAndPlain() throws ValueFault {
        assertEquals("a".repeat(19), Nicknames.parse("a".repeat(19)));
        assertThrows(ValueFault.class, () -> Nicknames.parse("a".repeat(20)));
        assertThrows(ValueFault.class, () -> Nicknames.parse(""));
        assertThrows(ValueFault.class, () -> Nicknames.parse("a-b"));
    }
}
