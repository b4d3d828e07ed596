package org.tropea.net.option;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerTransportTest {
    private static Options options(Map<String, Object> more) {
        Map<String, Object> all = new HashMap<>(more);
        all.putIfAbsent("ORPort", "9001");
        return Options.of(all);
    }

    @Test
    void addressAndOptionsOfATransport() {
        List<ServerTransport> served = ServerTransport.of(options(Map.of(
                "ServerTransportListenAddr", List.of("obfs4 0.0.0.0:443", "obfs4 [::1]:444", "tcp 127.0.0.1:0"),
                "ServerTransportOptions", List.of("obfs4 iat-mode=1 note=a=b", "obfs4 iat-mode=2"))));
        Map<String, String> told = Map.of("iat-mode", "1", "note", "a=b");
        assertEquals(
                List.of(
                        new ServerTransport("obfs4", new InetSocketAddress("0.0.0.0", 443), told),
                        new ServerTransport("obfs4", new InetSocketAddress("::1", 444), told),
                        new ServerTransport("tcp", new InetSocketAddress("127.0.0.1", 0), Map.of())),
                served);
    }

    @Test
    void whatAHelperProgramBringsIsNotServedHere() {
        List<ServerTransport> served = ServerTransport.of(options(Map.of(
                "ServerTransportListenAddr",
                List.of("obfs4 0.0.0.0:443", "tcp 0.0.0.0:444"),
                "ServerTransportPlugin",
                "obfs3,obfs4 exec /usr/bin/obfs4proxy")));
        assertEquals(List.of("tcp"), served.stream().map(ServerTransport::name).toList());
    }

    @Test
    void withoutAnOrPortNothingIsServed() {
        Options client = options(Map.of("ORPort", "0", "ServerTransportListenAddr", "obfs4 0.0.0.0:443"));
        assertEquals(List.of(), ServerTransport.of(client));
        assertTrue(ServerTransport.check(client).get(0).contains("without an ORPort"));
    }

    @Test
    void optionsForNobodyAreToldOf() {
        Options options = options(Map.of("ServerTransportOptions", "obfs4 iat-mode=1"));
        assertTrue(ServerTransport.check(options).get(0).contains("ServerTransportOptions obfs4 has no effect"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "obfs4",
                "obfs4 443",
                "obfs4 example.com:443",
                "obfs4 1.2.3.4",
                "obfs4 1.2.3.4:",
                "obfs4 1.2.3.4:65536",
                "obfs4 ::1:443",
                "obfs-4 1.2.3.4:443",
                "obfs4 1.2.3.4:443 more",
                "4 1.2.3.4:5"
            })
    void malformedAddresses(String line) {
        OptionFault fault = assertThrows(
                OptionFault.class, () -> ServerTransport.of(options(Map.of("ServerTransportListenAddr", line))));
        assertEquals("ServerTransportListenAddr", fault.option());
    }

    @ParameterizedTest
    @ValueSource(strings = {"obfs4", "obfs4 iat-mode", "obfs4 =1", "o/4 a=b", "obfs4 a=b secret"})
    void malformedOptions(String line) {
        OptionFault fault = assertThrows(
                OptionFault.class, () -> ServerTransport.of(options(Map.of("ServerTransportOptions", line))));
        assertFalse(fault.getMessage().contains("secret"));
    }
}
