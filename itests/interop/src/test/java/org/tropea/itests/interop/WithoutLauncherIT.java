package org.tropea.itests.interop;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
