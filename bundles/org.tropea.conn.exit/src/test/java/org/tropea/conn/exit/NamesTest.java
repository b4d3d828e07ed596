package org.tropea.conn.exit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tropea.cell.Begin;
import org.tropea.cell.EndReason;
import org.tropea.cell.RelayCommand;
import org.tropea.cell.Resolved;

class NamesTest {
    private static final byte[] LOOPBACK4 = {127, 0, 0, 1};
    private static final byte[] LOOPBACK6 = Arrays.copyOf(new byte[0], 16);

    static {
        LOOPBACK6[15] = 1;
    }

    @TempDir
    Path folder;

    private NameServer server;

    @BeforeEach
    void startServer() throws Exception {
        server = new NameServer();
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @AfterAll
    static void stopThreads() {
        Names.stop();
    }

    private Exit exit(String... options) throws Exception {
        String[] all = Arrays.copyOf(options, options.length + 2);
        all[options.length] = "ServerDNSResolvConfFile";
        all[options.length + 1] = server.resolvConf(folder);
        return new Exit(all);
    }

    private byte[] resolved(Exit exit, String name) throws Exception {
        exit.resolve(name);
        exit.await(() -> exit.stream.resolved != null);
        return exit.stream.resolved;
    }

    @Test
    void beginConnectsToTheAddressOfAName() throws Exception {
        Exit exit = exit().begin("host.test", 80, 0);
        exit.await(() -> exit.connection != null);
        assertEquals(new InetSocketAddress("127.0.0.1", 80), exit.connection.remote());
        exit.connection.connected();
        assertArrayEquals(new byte[] {127, 0, 0, 1, 0, 0, 0x01, 0x2c}, exit.stream.connected);
    }

    @Test
    void optimisticDataWaitsForTheName() throws Exception {
        Exit exit = exit().begin("host.test", 80, 0);
        exit.data("early");
        exit.await(() -> exit.connection != null);
        exit.connection.connected();
        assertEquals("early", exit.connection.sent());
    }

    @Test
    void endWhileResolvingDialsNothing() throws Exception {
        Exit exit = exit().begin("four.test", 80, 0);
        exit.handler.ended(EndReason.DONE);
        exit.await(() -> server.questions.get() > 0);
        Thread.sleep(100);
        exit.loop.crank();
        assertNull(exit.connection);
        assertEquals(-1, exit.stream.endReason);
    }

    @Test
    void flagsChooseTheFamily() throws Exception {
        assertArrayEquals(LOOPBACK4, dialled("host.test", Begin.IPV6_OK));
        assertArrayEquals(LOOPBACK6, dialled("host.test", Begin.IPV6_OK | Begin.IPV6_PREFERRED));
        assertArrayEquals(LOOPBACK6, dialled("host.test", Begin.IPV6_OK | Begin.IPV4_NOT_OK));
        assertArrayEquals(LOOPBACK6, dialled("six.test", Begin.IPV6_OK));
        assertArrayEquals(new byte[] {127, 0, 0, 4}, dialled("four.test", Begin.IPV6_OK | Begin.IPV6_PREFERRED));
    }

    private byte[] dialled(String name, int flags) throws Exception {
        Exit exit = exit("IPv6Exit", "1").begin(name, 80, flags);
        exit.await(() -> exit.connection != null);
        return ((InetSocketAddress) exit.connection.remote()).getAddress().getAddress();
    }

    @Test
    void ipv6IsNotUsedUnlessAllowed() throws Exception {
        assertEnds(EndReason.RESOLVEFAILED, exit("IPv6Exit", "1").begin("six.test", 80, 0));
        assertEnds(EndReason.RESOLVEFAILED, exit().begin("six.test", 80, Begin.IPV6_OK));
        assertEnds(
                EndReason.RESOLVEFAILED,
                exit("IPv6Exit", "1").begin("four.test", 80, Begin.IPV6_OK | Begin.IPV4_NOT_OK));
    }

    private static void assertEnds(int reason, Exit exit) throws Exception {
        exit.await(() -> exit.stream.endReason >= 0);
        assertEquals(reason, exit.stream.endReason);
        assertNull(exit.connection);
    }

    @Test
    void thePolicyJudgesTheAddressOfTheName() throws Exception {
        Exit exit = exit("ExitPolicy", "reject 127.0.0.4:*,accept *:*").begin("four.test", 80, 0);
        assertEnds(EndReason.EXITPOLICY, exit);
        assertArrayEquals(new byte[] {127, 0, 0, 4}, exit.stream.refusedAddress);
    }

    @Test
    void unknownNamesEndTheStream() throws Exception {
        assertEnds(EndReason.RESOLVEFAILED, exit().begin("nowhere.test", 80, 0));
        assertEnds(EndReason.RESOLVEFAILED, exit().begin("broken.test", 80, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a..b", "we!rd.test", "127.1$", "x*y"})
    void oddNamesAreNotAskedFor(String name) throws Exception {
        assertEnds(EndReason.RESOLVEFAILED, exit().begin(name, 80, 0));
        assertEquals(0, server.questions.get());
    }

    @Test
    void oddCharactersMayBeAllowed() throws Exception {
        assertEnds(
                EndReason.RESOLVEFAILED,
                exit("ServerDNSAllowNonRFC953Hostnames", "1").begin("we!rd.test", 80, 0));
        assertTrue(server.questions.get() > 0);
    }

    @Test
    void resolveAnswersLiteralsItself() throws Exception {
        Exit exit = exit().resolve("127.0.0.9");
        assertNull(exit.handler);
        assertArrayEquals(
                new Resolved().address(new byte[] {127, 0, 0, 9}, 3600).encode(), exit.stream.resolved);
        Exit six = exit().resolve("::1");
        assertArrayEquals(new Resolved().address(LOOPBACK6, 3600).encode(), six.stream.resolved);
        assertEquals(0, server.questions.get());
    }

    @Test
    void resolveStopsAtTheFirstZero() throws Exception {
        Exit exit = exit().open(RelayCommand.RESOLVE, "127.0.0.9\0rest".getBytes(StandardCharsets.ISO_8859_1));
        assertArrayEquals(
                new Resolved().address(new byte[] {127, 0, 0, 9}, 3600).encode(), exit.stream.resolved);
    }

    @Test
    void resolveFindsBothAddresses() throws Exception {
        assertArrayEquals(
                new Resolved().address(LOOPBACK4, 300).address(LOOPBACK6, 3600).encode(),
                resolved(exit("IPv6Exit", "1"), "HOST.test"));
        assertArrayEquals(new Resolved().address(LOOPBACK4, 300).encode(), resolved(exit(), "host.test"));
    }

    @Test
    void resolveFindsHostNames() throws Exception {
        assertArrayEquals(
                new Resolved().hostname("four.test", 3600).encode(), resolved(exit(), "4.2.0.192.in-addr.arpa"));
    }

    @Test
    void namesOfInternalAddressesAreNotAskedFor() throws Exception {
        byte[] error = new Resolved().error(false, 300).encode();
        int before = server.questions.get();
        for (String name : List.of(
                "4.0.0.127.in-addr.arpa", "1.1.168.192.in-addr.arpa", "1.0.64.100.in-addr.arpa", "x.in-addr.arpa")) {
            assertArrayEquals(error, resolved(exit(), name));
        }
        assertArrayEquals(error, resolved(exit(), "1." + "0.".repeat(31) + "ip6.arpa"));
        assertEquals(before, server.questions.get());
    }

    @Test
    void whatDoesNotExistIsALastingError() throws Exception {
        byte[] error = new Resolved().error(false, 300).encode();
        assertArrayEquals(error, resolved(exit("IPv6Exit", "1"), "nowhere.test"));
        assertArrayEquals(error, resolved(exit(), "six.test"));
        assertArrayEquals(error, resolved(exit(), "9.2.0.192.in-addr.arpa"));
        assertArrayEquals(error, resolved(exit(), ""));
    }

    @Test
    void aServerThatFailsIsATransientError() throws Exception {
        byte[] error = new Resolved().error(true, 300).encode();
        assertArrayEquals(error, resolved(exit(), "broken.test"));
        assertArrayEquals(error, resolved(exit("IPv6Exit", "1"), "broken.test"));
    }

    @Test
    void aServerThatDoesNotAnswerIsATransientError() throws Exception {
        try (DatagramSocket silent = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
            Path file = folder.resolve("silent.conf");
            Files.writeString(file, "nameserver 127.0.0.1:" + silent.getLocalPort() + "\n");
            Names names = new Names(file, false, java.time.Duration.ofMillis(300));
            Throwable failure = names.address("host.test", false)
                    .handle((none, thrown) -> thrown)
                    .get(20, java.util.concurrent.TimeUnit.SECONDS);
            assertNotNull(failure);
            assertTrue(NoAddress.isTransient(failure));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nameserver\n",
                "nameserver ns.test\n",
                "nameserver 127.0.0.1:x\n",
                "nameserver 127.0.0.1:99999\n"
            })
    void withoutAServerEveryNameFailsForNow(String content) throws Exception {
        Path file = folder.resolve("none.conf");
        Files.writeString(file, content);
        assertFalse(new Names(file, false)
                .address("host.test", false)
                .handle((a, f) -> f == null)
                .join());
        Exit exit = new Exit("ServerDNSResolvConfFile", file.toString());
        assertArrayEquals(new Resolved().error(true, 300).encode(), resolved(exit, "host.test"));
    }

    @Test
    void answersAreCached() throws Exception {
        Exit exit = exit();
        resolved(exit, "four.test");
        int before = server.questions.get();
        exit.stream = new FakeStream(exit.scope, exit.loop);
        resolved(exit, "four.test");
        assertEquals(before, server.questions.get());
    }

    @Test
    void threadsStartAgainAfterTheyWereStopped() throws Exception {
        resolved(exit(), "four.test");
        Names.stop();
        assertArrayEquals(
                new Resolved().address(new byte[] {127, 0, 0, 4}, 3600).encode(), resolved(exit(), "four.test"));
    }
}
