package org.tropea.itests.bench.all;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tropea.itests.ctor.NodeSpec;

/**
 * Tropea as it is measured: an installation on a JDK with one TLS engine.
 *
 * @param index counts subjects from 0, for nicknames
 * @param label for the table
 * @param command the program, which takes {@code -f TORRC}
 * @param javaHome its JDK
 * @param torrc lines for its relays
 */
record Subject(int index, String label, Path command, Path javaHome, List<String> torrc) {

    /** For what is measured once on each JDK: the last of its engines, which is the JDK's own where that runs. */
    static List<Subject> oneOfEachJdk(List<Subject> all) {
        Map<Path, Subject> chosen = new LinkedHashMap<>();
        all.forEach(each -> chosen.put(each.javaHome(), each));
        return List.copyOf(chosen.values());
    }

    /** The nickname of the relay that is measured in one position. */
    String first() {
        return "T" + index;
    }

    /** The nicknames of three relays in a row. */
    List<String> chain() {
        return List.of(first(), "U" + index, "V" + index);
    }

    /** The nickname of the client whose circuits go through {@link #chain}. */
    String client() {
        return "W" + index;
    }

    /** That client, with its SOCKS port on 127.0.0.1. */
    NodeSpec clientNode(int socksPort) {
        return node(client())
                .option("/ORPort")
                .option("/SocksPort")
                .option("SocksPort 127.0.0.1:" + socksPort)
                .option("EntryNodes " + chain().get(0))
                .option("MiddleNodes " + chain().get(1))
                .option("ExitNodes " + chain().get(2))
                .option("UseEntryGuards 0"); // a young network has too few Stable relays to sample guards from
    }

    /** A relay of this kind. */
    NodeSpec node(String nickname) {
        NodeSpec spec = NodeSpec.of(nickname, command.toString()).environment("JAVA_HOME", javaHome.toString());
        torrc.forEach(spec::option);
        return spec;
    }
}
