package org.tropea.itests.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.tropea.itests.ctor.CtorNetwork;
import org.tropea.itests.ctor.CtorNetworkExtension;
import org.tropea.itests.ctor.CtorNode;
import org.tropea.itests.ctor.NodeSpec;

/** What runtime/README.md says under "Without the launcher": the command and the configuration file that it names. */
class WithoutLauncherIT {
    private static final String NAME = "plain";
    private static final Path README = Path.of("../../runtime/README.md");

    @RegisterExtension
    static final CtorNetworkExtension NET = InteropNetwork.NET;

    /** The relay of this class, in the network that all share. */
    static void start(CtorNetwork network) {
        try {
            Documentation said = Documentation.section(README, "## Without the launcher");
            String command = said.quoted("java -jar ").replaceFirst("java", java());
            CtorNode node = network.prepare(NodeSpec.of(NAME, "sh", "-c", "cd installation && exec " + command));
            Installation.copy(installation(node));
            String file = said.quoted("conf/org.tropea.router-").replace("NAME", NAME);
            Files.write(installation(node).resolve(file), RouterFile.of(node));
            node.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin/java").toString();
    }

    private static Path installation(CtorNode node) {
        return node.directory().resolve("installation");
    }

    /** This JVM does not tell what netfilter has to be asked about: who wants a TransPort hears what it takes. */
    @Test
    void aTransPortIsRefusedWithTheFlagThatItNeeds(CtorNetwork network) throws IOException {
        CtorNode node = network.node(NAME);
        InteropNetwork.await("the relay", 60, () -> node.said("Router " + NAME + " is ready") > 0);
        List<String> lines = new ArrayList<>(RouterFile.of(node));
        lines.removeIf(line -> line.matches("(Nickname|ORPort|DataDirectory)=.*"));
        lines.addAll(List.of(
                "Nickname=\"trans\"",
                "DataDirectory=\"" + node.directory().resolve("trans") + "\"",
                "TransPort=\"127.0.0.1:" + network.freePort() + "\""));
        Path whole = Files.write(node.directory().resolve("trans.tmp"), lines);
        Files.move(
                whole,
                installation(node).resolve("conf/org.tropea.router-trans.config"),
                StandardCopyOption.ATOMIC_MOVE);
        InteropNetwork.await(
                "the flag", 30, () -> node.said("start it with --add-opens java.base/sun.nio.ch=ALL-UNNAMED") > 0);
        assertEquals(0, node.said("Router " + NAME + " is stopped"));
    }

    @Test
    void stockFelixRunsARelay(CtorNetwork network) {
        InteropNetwork.awaitListed(network, NAME);
        CtorNode node = network.node(NAME);
        assertTrue(Files.isDirectory(installation(node).resolve("data/cache")));
        assertFalse(Files.exists(node.directory().resolve("felix")), "the launcher's folder");
        network.traffic("relay0", NAME, "relay1")
                .streams(4)
                .bytes(1 << 20)
                .run()
                .requireClean();
    }
}
