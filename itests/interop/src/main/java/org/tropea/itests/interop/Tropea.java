package org.tropea.itests.interop;

import java.nio.file.Files;
import java.nio.file.Path;
import org.tropea.itests.ctor.NodeSpec;

/** Where the assembled runtime is (system property {@code tropea.home}) and how a network starts relays of it. */
public final class Tropea {
    private Tropea() {}

    /** The folder with {@code bin/}, {@code bundle/} and the rest. */
    public static Path home() {
        Path home = Path.of(System.getProperty("tropea.home", "runtime/target/tropea"))
                .toAbsolutePath()
                .normalize();
        if (!Files.isExecutable(home.resolve("bin/tropea"))) {
            throw new IllegalStateException(home + " is not an assembled runtime; build it, or set tropea.home");
        }
        return home;
    }

    /** A Tropea relay called {@code nickname}. */
    public static NodeSpec relay(String nickname) {
        return NodeSpec.of(nickname, home().resolve("bin/tropea").toString());
    }
}
