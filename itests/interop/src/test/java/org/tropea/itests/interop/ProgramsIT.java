package org.tropea.itests.interop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.tropea.itests.ctor.CtorNetwork;
import org.tropea.itests.ctor.CtorNetworkExtension;
import org.tropea.itests.ctor.CtorNode;
import org.tropea.itests.ctor.SocksClient;

/** Real programs through a real client and circuits of C tor's relays, by every way in. */
class ProgramsIT {
    private static final String PAGE = "/7/70000";

    @RegisterExtension
    static final CtorNetworkExtension NET = ClientNetwork.NET;

    @TempDir
    static Path folder;

    private static WebServer web;

    @BeforeAll
    static void serve() throws IOException {
        web = new WebServer();
        ClientNetwork.awaitStreams(web.port());
    }

    @AfterAll
    static void stop() {
        web.close();
    }

    private static Run.Result program(String... command) throws Exception {
        return Run.toEnd(folder, command);
    }

    /** Fetches the page from {@code host}, and compares every byte of it. */
    private static void curl(String host, String... proxy) throws Exception {
        curlBy(new String[0], host, proxy);
    }

    private static void curlBy(String[] before, String host, String... proxy) throws Exception {
        Path page = Files.createTempFile(folder, "page", "");
        List<String> command = new ArrayList<>(List.of(before));
        command.addAll(List.of("curl", "--silent", "--show-error", "--max-time", "80", "--output", page.toString()));
        command.addAll(List.of(proxy));
        command.add("http://" + host + ":" + web.port() + PAGE);
        Run.Result result = program(command.toArray(String[]::new));
        assertEquals(0, result.code(), () -> String.join("\n", result.err()));
        assertArrayEquals(WebServer.bytes(PAGE), Files.readAllBytes(page));
    }

    private static String socks() {
        return "127.0.0.1:" + ClientNetwork.socks;
    }

    // ---- SOCKS and CONNECT ----------------------------------------------------------------------------------------

    @Test
    void curlBySocks4() throws Exception {
        curl("127.0.0.1", "--socks4", socks());
    }

    @Test
    void curlBySocks4a() throws Exception {
        curl("source.test", "--socks4a", socks());
    }

    @Test
    void curlBySocks5() throws Exception {
        curl("127.0.0.1", "--socks5", socks());
    }

    @Test
    void curlBySocks5Hostname() throws Exception {
        curl("source.test", "--socks5-hostname", socks());
    }

    @Test
    void curlByHttpConnect() throws Exception {
        curl("source.test", "--proxytunnel", "--proxy", "http://127.0.0.1:" + ClientNetwork.tunnel);
    }

    @Test
    void curlByAUnixSocket(CtorNetwork network) throws Exception {
        curl("source.test", "--proxy", "socks5h://localhost" + ClientNetwork.unixSocket(network));
    }

    @Test
    void curlByIpv6() throws Exception {
        curl("source.test", "--socks5-hostname", "[::1]:" + ClientNetwork.socksIpv6);
    }

    @Test
    void curlHearsThatANameDoesNotExist() throws Exception {
        String[] command = {"curl", "--silent", "--max-time", "80", "--socks5-hostname", socks(), "http://nowhere.test/"
        };
        assertEquals(97, program(command).code());
    }

    @Test
    void curlByHttpConnectOverIpv6() throws Exception {
        curl("source.test", "--proxytunnel", "--proxy", "http://[::1]:" + ClientNetwork.tunnel);
    }

    @Test
    void connectByAUnixSocket(CtorNetwork network) throws Exception {
        String connect = "CONNECT source.test:" + web.port() + " HTTP/1.0\r\n\r\n";
        assertPage(UnixDomainSocketAddress.of(ClientNetwork.unixTunnel(network)), connect);
    }

    /** What follows the request goes to the exit: a request for the page. */
    private static void assertPage(SocketAddress port, String request) throws IOException {
        try (SocketChannel channel = SocketChannel.open(port)) {
            String all = request + "GET " + PAGE + " HTTP/1.0\r\n\r\n";
            channel.write(ByteBuffer.wrap(all.getBytes(StandardCharsets.US_ASCII)));
            byte[] answer = Channels.newInputStream(channel).readAllBytes();
            byte[] page = WebServer.bytes(PAGE);
            assertArrayEquals(
                    page, Arrays.copyOfRange(answer, Math.max(0, answer.length - page.length), answer.length));
        }
    }

    // ---- programs that know no proxy ------------------------------------------------------------------------------

    /** bash gets a virtual address for the name, connects to it, and torsocks asks for that by SOCKS. */
    @Test
    void torsocksWithAProgramThatKnowsNoProxy() throws Exception {
        String script = "exec 3<>/dev/tcp/source.auto/" + web.port() + " && printf 'GET " + PAGE
                + " HTTP/1.0\\r\\n\\r\\n' >&3 && cat <&3 | tail -c 70000 | sha256sum";
        Run.Result result = program(
                EntryRouter.client("torsocks"), "-P", String.valueOf(ClientNetwork.socks), "bash", "-c", script);
        assertEquals(0, result.code(), () -> String.join("\n", result.err()));
        assertEquals(
                sha256OfThePage(), result.out().get(result.out().size() - 1).split(" ")[0]);
    }

    private static String sha256OfThePage() throws IOException {
        return WebServer.sha256(new java.io.ByteArrayInputStream(WebServer.bytes(PAGE)));
    }

    @Test
    void natd() throws Exception {
        assertPage(new InetSocketAddress("127.0.0.1", ClientNetwork.natd), natdLine());
    }

    @Test
    void natdOverIpv6() throws Exception {
        assertPage(new InetSocketAddress("::1", ClientNetwork.natd), natdLine());
    }

    @Test
    void natdByAUnixSocket(CtorNetwork network) throws Exception {
        assertPage(UnixDomainSocketAddress.of(ClientNetwork.unixNatd(network)), natdLine());
    }

    private static String natdLine() {
        return "[DEST 127.0.0.1 " + web.port() + "]\n";
    }

    @Test
    void iptablesRedirectsIntoTheTransPort(CtorNetwork network) throws Exception {
        assumeTrue(ClientNetwork.mayUnshare("--net"), "no network namespaces here, so nothing can be redirected");
        CtorNode gateway = network.node("gateway");
        String rule = "-t nat -A OUTPUT -p tcp -d 127.0.0.1 --dport " + web.port() + " -j REDIRECT --to-ports "
                + ClientNetwork.TRANS;
        String[] iptables = (EntryRouter.client("iptables") + " " + rule).split(" ");
        assertNotEquals(0, program(ClientNetwork.inside(gateway, fetch())).code(), "there is a way past the TransPort");
        Run.Result redirect = program(ClientNetwork.inside(gateway, iptables));
        assertEquals(0, redirect.code(), () -> String.join("\n", redirect.err()));
        InteropNetwork.await(
                "the gateway's bootstrap",
                120,
                () -> program(ClientNetwork.inside(gateway, fetch())).code() == 0);
        curlBy(ClientNetwork.inside(gateway), "127.0.0.1");
    }

    private static String[] fetch() {
        String url = "http://127.0.0.1:" + web.port() + PAGE;
        return new String[] {"curl", "--silent", "--max-time", "20", "--output", "/dev/null", url};
    }

    // ---- names ----------------------------------------------------------------------------------------------------

    private static List<String> torResolve(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of(EntryRouter.client("tor-resolve")));
        command.addAll(List.of(words));
        command.add(socks());
        return program(command.toArray(String[]::new)).out();
    }

    @Test
    void torResolve() throws Exception {
        assertEquals(List.of("127.0.0.4"), torResolve("four.test"));
    }

    @Test
    void torResolveReverse() throws Exception {
        assertEquals(List.of("four.test"), torResolve("-x", "192.0.2.4"));
    }

    private static List<String> dig(String... words) throws Exception {
        return digAt("127.0.0.1", words);
    }

    private static List<String> digAt(String server, String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of(EntryRouter.client("dig"), "@" + server, "-p"));
        command.addAll(List.of(String.valueOf(ClientNetwork.dns), "+tries=1", "+time=60"));
        command.addAll(List.of(words));
        Run.Result result = program(command.toArray(String[]::new));
        assertEquals(0, result.code(), () -> String.join("\n", result.out()));
        return result.out();
    }

    @Test
    void digAsksOverIpv6() throws Exception {
        assertEquals(List.of("127.0.0.4"), digAt("::1", "+short", "four.test", "A"));
    }

    @Test
    void digAsksForAnIpv4Address() throws Exception {
        assertEquals(List.of("127.0.0.4"), dig("+short", "four.test", "A"));
    }

    @Test
    void digAsksForAnIpv6Address() throws Exception {
        assertEquals(List.of("::1"), dig("+short", "six.test", "AAAA"));
    }

    @Test
    void digAsksForAName() throws Exception {
        assertEquals(List.of("four.test."), dig("+short", "-x", "192.0.2.4"));
    }

    @Test
    void digHearsThatANameDoesNotExist() throws Exception {
        assertTrue(String.join("\n", dig("nowhere.test", "A")).contains("status: NXDOMAIN"));
    }

    @Test
    void aMappedNameLeadsElsewhere() throws Exception {
        curl("mapped.example", "--socks4a", socks());
    }

    @Test
    void anAutomaticAddressLeadsToItsName() throws Exception {
        String address = dig("+short", "source.auto", "A").get(0);
        assertTrue(address.matches("10\\.(19[2-9]|2[0-5][0-9])\\..*"), address);
        assertEquals(List.of("source.auto."), dig("+short", "-x", address));
        curl(address, "--socks5", socks());
    }

    // ---- isolation, as circuits show it ---------------------------------------------------------------------------

    /** How many streams there are on each circuit that has any, the most first; each of three relays. */
    private static List<Integer> streamsByCircuit() throws Exception {
        List<Integer> streams = new ArrayList<>();
        for (ClientNetwork.Carrying circuit : ClientNetwork.circuits()) {
            if (circuit.streams() > 0) {
                streams.add(circuit.streams());
                assertEquals(3, circuit.path().size(), circuit.toString());
            }
        }
        streams.sort((a, b) -> b - a);
        return streams;
    }

    private static void assertStreams(List<Integer> expected) {
        List<List<Integer>> seen = new ArrayList<>();
        InteropNetwork.await("streams by circuit " + expected + ", but " + seen, 60, () -> {
            seen.clear();
            seen.add(streamsByCircuit());
            return seen.get(0).equals(expected);
        });
    }

    private static Socket stream(int port, String user, ServerSocket to) throws IOException {
        return new SocksClient(port, user, 80_000).connect("127.0.0.1", to.getLocalPort());
    }

    private static ServerSocket holding() throws IOException {
        return new ServerSocket(0, 1_000, InetAddress.getByName("127.0.0.1")); // nobody accepts
    }

    @Test
    void usersShareNoCircuits() throws Exception {
        assertStreams(List.of());
        try (ServerSocket to = holding();
                Socket first = stream(ClientNetwork.socks, "ann", to);
                Socket second = stream(ClientNetwork.socks, "bob", to);
                Socket third = stream(ClientNetwork.socks, "ann", to)) {
            assertTrue(first.isConnected() && second.isConnected() && third.isConnected());
            assertStreams(List.of(2, 1));
        }
    }

    @Test
    void destinationsShareNoCircuitsWhereThePortSaysSo() throws Exception {
        assertStreams(List.of());
        try (ServerSocket to = holding();
                ServerSocket other = holding();
                Socket first = stream(ClientNetwork.byDestination, "ann", to);
                Socket second = stream(ClientNetwork.byDestination, "ann", other);
                Socket third = stream(ClientNetwork.byDestination, "ann", to)) {
            assertTrue(first.isConnected() && second.isConnected() && third.isConnected());
            assertStreams(List.of(2, 1));
        }
    }

    // ---- which relays ---------------------------------------------------------------------------------------------

    private static ClientNetwork.Carrying carrying() throws Exception {
        return ClientNetwork.circuits(ClientNetwork.shell, "--router choosy").stream()
                .filter(circuit -> circuit.streams() > 0)
                .findFirst()
                .orElseThrow();
    }

    /** EntryNodes, ExitNodes and ExcludeNodes with StrictNodes; another circuit once MaxCircuitDirtiness is over. */
    @Test
    void pathsAndTheirAgeAreAsTheTorrcWantsThem() throws Exception {
        try (ServerSocket to = holding()) {
            InteropNetwork.await(
                    "a stream",
                    120,
                    () -> ClientNetwork.reaches(ClientNetwork.choosy, "ann", to.getLocalPort(), 15_000));
            Socket first = stream(ClientNetwork.choosy, "ann", to);
            ClientNetwork.Carrying before = carrying();
            first.close();
            for (ClientNetwork.Carrying each : ClientNetwork.circuits(ClientNetwork.shell, "--router choosy")) {
                assertEquals("relay0", each.path().get(0), each.toString());
                assertEquals("relay1", each.path().get(2), each.toString());
                assertTrue(List.of("relay2", "auth2").contains(each.path().get(1)), each.toString());
            }
            InteropNetwork.await("another circuit", 25, () -> {
                try (Socket next = stream(ClientNetwork.choosy, "ann", to)) {
                    return next.isConnected() && carrying().circuit() != before.circuit();
                }
            });
        }
    }
}
