package org.tropea.itests.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ports for local programs come and go with the torrc; redirected connections reach the TransPort. */
class EntryPortsIT {
    @TempDir
    Path folder;

    private static Run.Result curl(EntryRouter router, String... words) throws Exception {
        String[] command = new String[words.length + 4];
        System.arraycopy(new String[] {"curl", "--silent", "--max-time", "30"}, 0, command, 0, 4);
        System.arraycopy(words, 0, command, 4, words.length);
        return router.program(command);
    }

    @Test
    void aReloadOpensAndClosesPorts() throws Exception {
        int stays = EntryRouter.freePort();
        int goes = EntryRouter.freePort();
        int comes = EntryRouter.freePort();
        List<String> before = List.of("SocksPort 127.0.0.1:" + stays, "SocksPort 127.0.0.1:" + goes);
        try (EntryRouter router = new EntryRouter(folder, false, before).start()) {
            String[] by = {"--socks5-hostname", "127.0.0.1:" + goes, "http://example.test/"};
            assertEquals(0, curl(router, by).code());
            router.reload(List.of("SocksPort 127.0.0.1:" + stays + " NoDNSRequest", "SocksPort 127.0.0.1:" + comes));
            by[1] = "127.0.0.1:" + comes;
            assertEquals(0, curl(router, by).code());
            by[1] = "127.0.0.1:" + goes;
            assertNotEquals(0, curl(router, by).code());
            by[1] = "127.0.0.1:" + stays;
            assertNotEquals(0, curl(router, by).code(), "the new flag has no effect");
        }
    }

    @Test
    void aPortThatIsTakenKeepsTheRouterFromStarting() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            List<String> ports = List.of("SocksPort 127.0.0.1:" + taken.getLocalPort());
            try (EntryRouter router = new EntryRouter(folder, false, ports)) {
                Run.Result result = router.refused();
                assertEquals(1, result.code());
                String printed = String.join("\n", result.err()) + String.join("\n", result.out());
                assertTrue(printed.contains("cannot listen on 127.0.0.1:" + taken.getLocalPort()), printed);
            }
        }
    }

    @Test
    void iptablesRedirectsIntoTheTransPort() throws Exception {
        assumeTrue(ClientNetwork.mayUnshare("--net"), "no network namespaces here");
        try (EntryRouter router = new EntryRouter(folder, true, List.of("TransPort 9040")).start()) {
            route(router);
            String rule = "-t nat -A OUTPUT -p tcp -d 192.0.2.0/24 -j REDIRECT --to-ports 9040";
            iptables(router, rule);
            Run.Result result = curl(router, "http://192.0.2.9:8080/");
            assertEquals(List.of("CONNECT 192.0.2.9 8080 by trans"), result.out());
            assertNotEquals(0, curl(router, "http://127.0.0.1:9040/").code(), "it was not redirected");
        }
    }

    /** SO_ORIGINAL_DST as IPv6 has it. */
    @Test
    void ip6tablesRedirectsIntoTheTransPort() throws Exception {
        assumeTrue(ClientNetwork.mayUnshare("--net"), "no network namespaces here");
        try (EntryRouter router = new EntryRouter(folder, true, List.of("TransPort [::1]:9040")).start()) {
            require(router, "ip -6 address add 2001:db8::7/128 dev lo nodad");
            require(router, "ip -6 route add 2001:db8:9::/64 dev lo");
            String rule = " -t nat -A OUTPUT -p tcp -d 2001:db8:9::/64 -j REDIRECT --to-ports 9040";
            require(router, EntryRouter.client("ip6tables") + rule);
            Run.Result result = curl(router, "http://[2001:db8:9::9]:8080/");
            assertEquals(List.of("CONNECT 2001:db8:9:0:0:0:0:9 8080 by trans"), result.out());
        }
    }

    @Test
    void tproxyReachesTheTransPort() throws Exception {
        assumeTrue(ClientNetwork.mayUnshare("--net"), "no network namespaces here");
        List<String> ports = List.of("TransPort 9040", "TransProxyType TPROXY");
        try (EntryRouter router = new EntryRouter(folder, true, ports).start()) {
            route(router);
            require(router, "ip rule add fwmark 1 lookup 100");
            require(router, "ip route add local 192.0.2.0/24 dev lo table 100");
            iptables(router, "-t mangle -A OUTPUT -p tcp -d 192.0.2.0/24 -j MARK --set-mark 1");
            iptables(
                    router,
                    "-t mangle -A PREROUTING -p tcp -d 192.0.2.0/24 -j TPROXY --on-ip 127.0.0.1 --on-port 9040"
                            + " --tproxy-mark 1");
            Run.Result result = curl(router, "http://192.0.2.9:8080/");
            assertEquals(List.of("CONNECT 192.0.2.9 8080 by trans"), result.out());
        }
    }

    /** Packets leave for 192.0.2.0/24, from an address that is not 127.0.0.1: what comes from that goes nowhere else. */
    private static void route(EntryRouter router) throws Exception {
        require(router, "ip address add 10.9.8.7/32 dev lo");
        require(router, "ip route add 192.0.2.0/24 dev lo src 10.9.8.7");
    }

    private static void iptables(EntryRouter router, String rule) throws Exception {
        require(router, EntryRouter.client("iptables") + " " + rule);
    }

    private static void require(EntryRouter router, String command) throws Exception {
        Run.Result result = router.program(command.split(" "));
        assertEquals(0, result.code(), () -> command + ": " + result.err());
    }
}
