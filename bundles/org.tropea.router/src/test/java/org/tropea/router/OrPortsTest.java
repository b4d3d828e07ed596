package org.tropea.router;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tropea.flow.fault.LocalFault;
import org.tropea.net.option.Options;

class OrPortsTest {
    private final FakePipeline pipeline = new FakePipeline();

    /** Opens the ORPort lines, with one Address line for each family unless {@code address} has others. */
    private List<InetSocketAddress> open(List<String> address, String... lines) throws LocalFault {
        Map<String, Object> map = new HashMap<>(Map.of("TestingTorNetwork", "1", "ORPort", List.of(lines)));
        if (!address.isEmpty()) {
            map.put("Address", address);
        }
        return OrPorts.open(Options.of(map), pipeline);
    }

    private static InetSocketAddress at(String host, int port) {
        return new InetSocketAddress(host, port);
    }

    @Test
    void aBarePortListensEverywhereAndAdvertisesAddress() throws LocalFault {
        assertEquals(List.of(at("127.0.0.7", 9001)), open(List.of("127.0.0.7"), "9001"));
        assertEquals(List.of(at("0.0.0.0", 9001)), pipeline.bound);
    }

    @Test
    void aBarePortAdvertisesTheIpv6AddressThatIsNamed() throws LocalFault {
        assertEquals(List.of(at("127.0.0.7", 9001), at("::1", 9001)), open(List.of("::1", "127.0.0.7"), "9001"));
        assertEquals(List.of(at("127.0.0.7", 9001)), open(List.of("::1", "127.0.0.7"), "9001 IPv4Only"));
    }

    @Test
    void aLineWithAnAddressAdvertisesIt() throws LocalFault {
        assertEquals(List.of(at("127.0.0.5", 9001)), open(List.of(), "127.0.0.5:9001"));
        assertEquals(List.of(at("127.0.0.5", 9001)), pipeline.bound);
    }

    @Test
    void addressWinsOverTheLinesOwn() throws LocalFault {
        assertEquals(List.of(at("127.0.0.9", 9001)), open(List.of("127.0.0.9"), "127.0.0.5:9001"));
    }

    @Test
    void autoAdvertisesThePortReallyBound() throws LocalFault {
        assertEquals(List.of(at("127.0.0.5", FakePipeline.CHOSEN)), open(List.of(), "127.0.0.5:auto"));
        assertEquals(List.of(at("127.0.0.5", 0)), pipeline.bound);
    }

    @Test
    void noAdvertiseListensInSilenceAndNoListenAdvertisesOnly() throws LocalFault {
        assertEquals(
                List.of(at("127.0.0.5", 443)), open(List.of(), "127.0.0.5:443 NoListen", "127.0.0.5:9001 NoAdvertise"));
        assertEquals(List.of(at("127.0.0.5", 9001)), pipeline.bound);
    }

    @Test
    void ipv4ComesFirst() throws LocalFault {
        assertEquals(List.of(at("127.0.0.5", 9001), at("::1", 9002)), open(List.of(), "[::1]:9002", "127.0.0.5:9001"));
        assertEquals(List.of(at("::1", 9002), at("127.0.0.5", 9001)), pipeline.bound);
    }

    @Test
    void portZeroIsNoPort() throws LocalFault {
        assertEquals(List.of(), open(List.of("127.0.0.5"), "0"));
        assertEquals(List.of(), pipeline.bound);
    }

    @Test
    void aUnixSocketIsRefused() {
        LocalFault fault = assertThrows(LocalFault.class, () -> open(List.of(), "unix:/tmp/or"));
        assertTrue(fault.getMessage().contains("accepted are IP addresses"));
    }

    @Test
    void aPortThatCannotBeHadIsTold() {
        pipeline.refuses = true;
        assertThrows(LocalFault.class, () -> open(List.of(), "127.0.0.5:9001"));
    }
}
