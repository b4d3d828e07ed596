package org.tropea.itests.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tropea.itests.ctor.CtorNetwork;
import org.tropea.itests.ctor.CtorNode;

/**
 * A further router for a run, as a ConfigAdmin configuration file under torrc's names: as its host's torrc, with a name,
 * a port, a folder and {@code more} options of its own; an option with several lines is an array.
 */
record RouterFile(CtorNetwork network, CtorNode host, String nickname, Map<String, List<String>> more) {
    /** What a process has once, and the launcher sees to. */
    private static final Set<String> LAUNCHERS = Set.of("Log", "PidFile");

    /** Drops it as a whole into the folder that the run watches. */
    void drop() throws IOException {
        Path folder = Files.createDirectories(host.directory().resolve("conf"));
        Path whole = Files.write(host.directory().resolve(nickname + ".tmp"), lines());
        Files.move(whole, folder.resolve("org.tropea.router-" + nickname + ".config"), StandardCopyOption.ATOMIC_MOVE);
    }

    private List<String> lines() throws IOException {
        Map<String, List<String>> options = options(host);
        options.put("Nickname", List.of(nickname));
        options.computeIfPresent("ORPort", (name, old) -> List.of("127.0.0.1:" + network.freePort()));
        options.put("DataDirectory", List.of(host.directory().resolve(nickname).toString()));
        options.putAll(more);
        return lines(options);
    }

    /** The torrc of {@code node} itself as the lines of a configuration file. */
    static List<String> of(CtorNode node) throws IOException {
        return lines(options(node));
    }

    private static Map<String, List<String>> options(CtorNode node) throws IOException {
        Map<String, List<String>> options = new LinkedHashMap<>();
        for (String line : Files.readAllLines(node.torrc())) {
            String[] words = line.split(" ", 2);
            if (words[0].startsWith("/")) { // takes back what stands above
                options.remove(words[0].substring(1));
            } else if (!LAUNCHERS.contains(words[0])) {
                options.computeIfAbsent(words[0], name -> new ArrayList<>()).add(words[1]);
            }
        }
        return options;
    }

    private static List<String> lines(Map<String, List<String>> options) {
        List<String> lines = new ArrayList<>();
        options.forEach((name, values) -> lines.add(name + "=" + text(values)));
        return lines;
    }

    private static String text(List<String> values) {
        List<String> quoted = values.stream().map(value -> '"' + value + '"').toList();
        return values.size() == 1 ? quoted.get(0) : "[ \\\n  " + String.join(", \\\n  ", quoted) + ", \\\n]";
    }
}
