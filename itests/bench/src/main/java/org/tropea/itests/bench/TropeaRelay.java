package org.tropea.itests.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tropea.itests.ctor.NodeSpec;
import picocli.CommandLine.Option;

/** The options that say what the Tropea relay of a bench is. */
public final class TropeaRelay {
    @Option(
            names = "--tropea",
            paramLabel = "CMD",
            description =
                    "command of the Tropea relay, -f TORRC is appended; without it runtime/target/tropea/bin/tropea")
    String command;

    @Option(names = "--java-home", paramLabel = "DIR", description = "JAVA_HOME for the Tropea relay")
    Path javaHome;

    @Option(names = "--torrc", paramLabel = "LINE", description = "torrc line for the Tropea relay; repeatable")
    List<String> torrc = new ArrayList<>();

    /** The relay, called {@code nickname}. */
    public NodeSpec node(String nickname) {
        String words = command == null
                ? Path.of(System.getProperty("tropea.root", "."), "runtime/target/tropea/bin/tropea")
                        .toString()
                : command;
        NodeSpec spec = NodeSpec.of(nickname, words.trim().split("\\s+"));
        torrc.forEach(spec::option);
        return javaHome == null
                ? spec
                : spec.environment("JAVA_HOME", javaHome.toAbsolutePath().toString());
    }

    /** Its JAVA_HOME; null for the PATH's. */
    public String javaHome() {
        return javaHome == null ? System.getenv("JAVA_HOME") : javaHome.toString();
    }
}
