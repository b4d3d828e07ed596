package org.tropea.itests.interop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.tropea.itests.ctor.CtorNetwork;
import org.tropea.itests.ctor.CtorNetworkExtension;
import org.tropea.itests.ctor.CtorNode;
import org.tropea.itests.ctor.NodeSpec;
import org.tropea.itests.ctor.SocksDownloads;

/** Tropea as a bridge of C tor's clients, which run obfs4proxy: by its own obfs4, and behind another obfs4proxy. */
class TransportsIT {
    private static final Pattern FINGERPRINT = Pattern.compile("'bridge ([0-9A-F]{40})'");
    private static final Pattern OBJECT = Pattern.compile("\\{[^{}]*\\}");
    private static volatile int obfs4Port;
    private static volatile int extOrPort;
    private static volatile NodeShell shell;

    @RegisterExtension
    static final CtorNetworkExtension NET = InteropNetwork.NET;

    /** The bridge of these tests, among the relays of the network. */
    static void start(CtorNetwork network) {
        obfs4Port = network.freePort();
        extOrPort = network.freePort();
        CtorNode bridge = network.prepare(Tropea.relay("bridge")
                .option("/ExitPolicy") // a client has the bridge's own policy, and would leave where it came in
                .option("ExitPolicy reject *:*")
                .option("ServerTransportListenAddr obfs4 127.0.0.1:" + obfs4Port)
                .option("ExtORPort 127.0.0.1:" + extOrPort));
        shell = new NodeShell(bridge, network.freePort());
        bridge.start();
    }

    private static Path data(CtorNetwork network) {
        return network.node("bridge").directory();
    }

    private static String fingerprint(CtorNetwork network) throws IOException {
        Matcher found =
                FINGERPRINT.matcher(Files.readString(network.node("bridge").log()));
        assertTrue(found.find());
        return found.group(1);
    }

    /** The line that the bridge tells its operator, with what only the operator knows. */
    private static String bridgeLine(CtorNetwork network) throws IOException {
        return Files.readAllLines(data(network).resolve("pt_state/obfs4_bridgeline.txt")).stream()
                .filter(line -> line.startsWith("Bridge "))
                .findFirst()
                .orElseThrow()
                .replace("<IP ADDRESS>:<PORT>", "127.0.0.1:" + obfs4Port)
                .replace("<FINGERPRINT>", fingerprint(network));
    }

    /** Downloads by a client of C tor's that knows the network by the bridge alone; returns its connections at the bridge. */
    private static List<String> download(CtorNetwork network, String name, String bridge) throws Exception {
        int socksPort = network.freePort();
        CtorNode client = network.start(NodeSpec.of(name, InteropNetwork.ctor())
                .option("/ORPort")
                .option("/ExitPolicy")
                .option("/ExitRelay")
                .option("/SocksPort")
                .option("SocksPort 127.0.0.1:" + socksPort)
                .option("UseBridges 1")
                .option(bridge)
                .option("ClientTransportPlugin obfs4 exec " + Obfs4proxy.program()));
        InteropNetwork.await(name + "'s bootstrap", 60, () -> client.bootstrapped() == 100);
        new SocksDownloads(socksPort)
                .streams(2)
                .bytes(8 << 20)
                .limit(Duration.ofSeconds(60))
                .run()
                .requireClean();
        List<String> carried = byObfs4();
        client.stop();
        return carried;
    }

    /** The OR connections at the bridge that came by obfs4, each as JSON. */
    private static List<String> byObfs4() throws Exception {
        return OBJECT.matcher(shell.run("conn:list --json"))
                .results()
                .map(MatchResult::group)
                .filter(each -> each.contains("\"obfs4\"") && each.contains("\"or\""))
                .toList();
    }

    @Test
    void ctorComesByOurObfs4(CtorNetwork network) throws Exception {
        InteropNetwork.awaitListed(network, "bridge");
        List<String> carried = download(network, "byours", bridgeLine(network));
        assertFalse(carried.isEmpty());
    }

    @Test
    void ctorComesByAnObfs4proxyInFrontOfUs(CtorNetwork network) throws Exception {
        InteropNetwork.awaitListed(network, "bridge");
        Path cookie = data(network).resolve("extended_orport_auth_cookie");
        int orPort = network.node("bridge").orPort();
        try (Obfs4proxy proxy = new Obfs4proxy(network.root().resolve("front"), orPort, extOrPort, cookie)) {
            List<String> carried = download(network, "bytheirs", proxy.bridgeLine(fingerprint(network)));
            assertFalse(carried.isEmpty());
        }
    }

    /** What a helper program says of the client is what the connection is of from then on. */
    @Test
    void theExtOrPortTellsWhoTheClientIs(CtorNetwork network) throws Exception {
        byte[] file = Files.readAllBytes(data(network).resolve("extended_orport_auth_cookie"));
        assertEquals(64, file.length);
        try (Socket socket = new Socket("127.0.0.1", extOrPort)) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            assertArrayEquals(new byte[] {1, 0}, in.readNBytes(2));
            byte[] nonce = new byte[32];
            out.write(1);
            out.write(nonce);
            byte[] heard = in.readNBytes(64);
            out.write(proof(Arrays.copyOfRange(file, 32, 64), nonce, Arrays.copyOfRange(heard, 32, 64)));
            assertEquals(1, in.read());
            command(out, 1, "203.0.113.7:4711");
            command(out, 2, "obfs4");
            command(out, 0, "");
            assertArrayEquals(new byte[] {0x10, 0, 0, 0}, in.readNBytes(4));
            InteropNetwork.await(
                    "the client's address",
                    10,
                    () -> byObfs4().stream().anyMatch(each -> each.contains("203.0.113.7:4711\"")));
        }
    }

    private static byte[] proof(byte[] cookie, byte[] clientNonce, byte[] serverNonce) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(cookie, "HmacSHA256"));
        mac.update("ExtORPort authentication client-to-server hash".getBytes(StandardCharsets.US_ASCII));
        mac.update(clientNonce);
        return mac.doFinal(serverNonce);
    }

    private static void command(OutputStream out, int number, String body) throws IOException {
        out.write(new byte[] {0, (byte) number, 0, (byte) body.length()});
        out.write(body.getBytes(StandardCharsets.US_ASCII));
    }
}
