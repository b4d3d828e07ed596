package org.tropea.itests.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tropea.itests.ctor.CtorNetwork;
import org.tropea.itests.ctor.CtorNetworkExtension;
import org.tropea.itests.ctor.CtorNode;
import org.tropea.itests.interop.OpenSsh.Answer;

/**
 * A relay told {@code tls:use jdk}, among C tor nodes. From Java 25 on its links are the JDK's from then; before, the
 * command is refused, nobody complains of the bundle, and the links are BouncyCastle's. Both are asserted, each where it
 * applies: no case is skipped.
 */
class JdkTlsIT {
    private static final String NAME = "jdktls";
    private static final boolean THERE = Runtime.version().feature() >= 25;
    private static final Pattern PROVIDER = Pattern.compile("\"provider\"\\s*:\\s*\"([^\"]*)\"");

    @RegisterExtension
    static final CtorNetworkExtension NET = InteropNetwork.NET;

    private static CtorNode node;
    private static OpenSsh ssh;
    private static Path key;
    private static Answer chosen;

    /** The relay of this class, in the network that all share. */
    static void start(CtorNetwork network) {
        try {
            node = network.prepare(Tropea.relay(NAME));
            int port = network.freePort();
            ssh = new OpenSsh(Files.createDirectories(node.directory().resolve("client")), port);
            key = ssh.key("operator", "ed25519");
            Path keys = Files.createDirectories(node.directory().resolve("ssh"));
            Files.writeString(
                    keys.resolve("authorized_keys"), "role=\"operator\" " + Files.readString(Path.of(key + ".pub")));
            Path conf = Files.createDirectories(node.directory().resolve("conf"));
            Files.writeString(conf.resolve("org.tropea.shell.ssh.cfg"), "port = " + port + "\n");
            node.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeAll
    static void choose(CtorNetwork network) throws Exception {
        InteropNetwork.await("the shell", 60, () -> node.said("SSH shell on") == 1);
        chosen = ssh.run("operator", key, "tls:use jdk", "");
        InteropNetwork.awaitListed(network, NAME, "tls12");
    }

    @Test
    void theCommandIsTakenWhereTheExporterIs() throws IOException {
        assertEquals(THERE ? 0 : 2, chosen.status(), chosen.toString());
        assertTrue((chosen.out() + chosen.err())
                .contains(THERE ? "jdk is the tls now" : "no tls jdk; accepted are auto and [bc]"));
        List<String> lines = Files.readAllLines(node.output()).stream()
                .filter(line -> line.contains("org.tropea.tls.jdk"))
                .toList();
        assertEquals(THERE ? 0 : 1, lines.size(), lines.toString());
        assertTrue(lines.stream().allMatch(line -> line.contains("For a later Java: org.tropea.tls.jdk.")));
    }

    /** Next to C tor on every side: as server and client of TLS 1.3, and as checker and maker of AUTHENTICATE. */
    @ParameterizedTest
    @ValueSource(strings = {NAME + ",relay0,relay1", "relay0," + NAME + ",relay1", "relay0,relay1," + NAME})
    void downloadsAndUploadsArriveByteForByte(String path, CtorNetwork network) throws Exception {
        network.traffic(path.split(","))
                .circuits(3)
                .streams(4)
                .bytes(1 << 20)
                .run()
                .requireClean();
        network.traffic(path.split(","))
                .streams(4)
                .bytes(1 << 20)
                .upload()
                .run()
                .requireClean();
        assertTrue(providers().contains(THERE ? "jdk" : "bc"), providers().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"tls12," + NAME + ",relay0", NAME + ",tls12,relay0"})
    void soTheyDoOverTls12(String path, CtorNetwork network) throws Exception {
        network.traffic(path.split(",")).streams(4).bytes(1 << 20).run().requireClean();
        String sessions = sessions();
        assertTrue(sessions.contains(THERE ? "TLSv1.2 TLS_ECDHE_RSA_WITH_AES" : "TLS 1.2 suite"), sessions);
    }

    private static String sessions() throws IOException, InterruptedException {
        Answer answer = ssh.run("operator", key, "tls:sessions --json", "");
        assertEquals(0, answer.status(), answer.toString());
        return answer.out();
    }

    private static Set<String> providers() throws IOException, InterruptedException {
        Set<String> providers = new TreeSet<>();
        for (Matcher each = PROVIDER.matcher(sessions()); each.find(); ) {
            providers.add(each.group(1));
        }
        assertFalse(providers.isEmpty(), "there are links");
        return providers;
    }
}
