package org.tropea.itests.interop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.tropea.itests.ctor.ConsensusView;
import org.tropea.itests.ctor.ControlClient;
import org.tropea.itests.ctor.CtorNetwork;
import org.tropea.itests.ctor.CtorNetworkExtension;
import org.tropea.itests.ctor.CtorNode;
import org.tropea.itests.ctor.RunningTraffic;

/** A relay's identity outlives the program that runs it, and its death. */
class IdentityIT {
    @RegisterExtension
    static final CtorNetworkExtension NET = InteropNetwork.NET;

    @TempDir
    private Path folder;

    @BeforeAll
    static void listed(CtorNetwork network) {
        InteropNetwork.awaitListed(network, "mover", "phoenix");
    }

    /** As the authorities and clients know it by RSA and Ed25519 identity and onion key: they accept nothing else. */
    @Test
    void keysMoveFromCTorToTropeaAndBack(CtorNetwork network) throws Exception {
        CtorNode mover = network.node("mover");
        String listed = fingerprint(network, "mover");
        byte[] ed25519 = ed25519(mover);
        carries(network, "mover");

        mover.stop();
        mover.program(InteropNetwork.program());
        assertEquals(listed, listFingerprint(InteropNetwork.program(), mover));
        InteropNetwork.startAgain(mover);
        carries(network, "mover");
        awaitPlatform(network, "Tropea");

        mover.stop();
        assertArrayEquals(ed25519, ed25519(mover));
        mover.program(InteropNetwork.ctor());
        assertEquals(listed, listFingerprint(InteropNetwork.ctor()[0], mover));
        mover.start();
        InteropNetwork.await("its ORPort", 30, () -> accepts(mover));
        carries(network, "mover");
        awaitPlatform(network, "Tor 0.4");
        assertArrayEquals(ed25519, ed25519(mover));
        assertEquals(listed, fingerprint(network, "mover"));
    }

    @Test
    void killedUnderTrafficItComesBackAsItself(CtorNetwork network) throws Exception {
        CtorNode phoenix = network.node("phoenix");
        String listed = fingerprint(network, "phoenix");
        byte[] ed25519 = ed25519(phoenix);
        RunningTraffic traffic = network.traffic("relay0", "phoenix", "relay1")
                .streams(4)
                .bytes(1 << 20)
                .repeat()
                .start();
        InteropNetwork.await("traffic", 30, () -> traffic.bytes() > 4 << 20);
        phoenix.kill();
        assertFalse(traffic.finish().await().clean());
        leaveHalfWrittenFiles(phoenix);

        InteropNetwork.startAgain(phoenix);
        Instant again = Instant.now();
        carries(network, "phoenix");
        assertArrayEquals(ed25519, ed25519(phoenix));
        awaitListedAfter(network, "phoenix", again);
        assertEquals(listed, fingerprint(network, "phoenix"));
    }

    /** What a crash between writing and renaming leaves. */
    private static void leaveHalfWrittenFiles(CtorNode node) throws IOException {
        Path keys = node.directory().resolve("keys");
        for (String name : List.of("secret_id_key", "secret_onion_key_ntor", "ed25519_signing_cert")) {
            byte[] whole = Files.readAllBytes(keys.resolve(name));
            Files.write(keys.resolve(name + ".tmp"), Arrays.copyOf(whole, whole.length / 2));
        }
        Files.writeString(node.directory().resolve("conf/org.tropea.router-half.config.tmp"), "Nickname=\"ha");
        Files.writeString(node.directory().resolve("deploy/half.jar.tmp"), "PK");
    }

    private static void carries(CtorNetwork network, String relay) {
        InteropNetwork.awaitUsable(network, relay);
        network.traffic("relay0", relay, "relay1")
                .streams(4)
                .bytes(1 << 20)
                .run()
                .requireClean();
    }

    private static boolean accepts(CtorNode node) {
        try (Socket socket = new Socket("127.0.0.1", node.orPort())) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private static byte[] ed25519(CtorNode node) throws IOException {
        return Files.readAllBytes(node.directory().resolve("keys/ed25519_master_id_public_key"));
    }

    private static String fingerprint(CtorNetwork network, String nickname) throws IOException {
        try (ControlClient control = network.client().control()) {
            return new ConsensusView(control).fingerprint(nickname);
        }
    }

    private String listFingerprint(String program, CtorNode node) throws IOException, InterruptedException {
        Run.Result result =
                Run.toEnd(folder, program, "--quiet", "-f", node.torrc().toString(), "--list-fingerprint");
        assertEquals(0, result.code(), result.toString());
        assertTrue(result.out().get(0).startsWith(node.nickname() + " "), result.toString());
        return result.out().get(0).substring(node.nickname().length()).replace(" ", "");
    }

    /** The authority took a descriptor of the program that now runs the relay. */
    private static void awaitPlatform(CtorNetwork network, String program) throws IOException {
        try (ControlClient control = network.node("auth0").control()) {
            InteropNetwork.await(
                    "a descriptor of " + program,
                    60,
                    () -> control.getInfo("desc/name/mover").contains("\nplatform " + program));
        }
    }

    /** A consensus that is valid only after {@code moment} lists it as running. */
    private static void awaitListedAfter(CtorNetwork network, String nickname, Instant moment) throws IOException {
        try (ControlClient control = network.client().control()) {
            ConsensusView view = new ConsensusView(control);
            InteropNetwork.await(nickname + " is listed again", 90, () -> {
                String validAfter = control.getInfo("consensus/valid-after").replace(' ', 'T') + "Z";
                return Instant.parse(validAfter).isAfter(moment)
                        && view.flags(nickname).containsAll(Set.of("Running", "Valid"));
            });
        }
    }
}
