package org.tropea.itests.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.tropea.itests.ctor.CtorNetwork;
import org.tropea.itests.ctor.CtorNode;
import org.tropea.itests.ctor.NodeSpec;

/**
 * Felix's main distribution, laid out as it comes ({@code bin/felix.jar}, {@code bundle/}, {@code conf/}), with the
 * installation's bundles dropped into {@code bundle/} and one router as a configuration file in {@code load/}, the folder
 * that fileinstall watches unless told otherwise. Nothing of the launcher is in it.
 */
final class StockFelix {
    /** What the distribution's own file says, but for the comments. */
    private static final List<String> CONFIG_PROPERTIES = List.of(
            "felix.auto.deploy.action=install,start",
            "felix.log.level=1",
            "org.osgi.service.http.port=8080",
            "obr.repository.url=http://felix.apache.org/obr/releases.xml");

    /** The distribution's shell reads the terminal, and ends the framework when there is none, unless told so. */
    private static final String START = "cd felix && exec \"$0\" -Dgosh.args=--nointeractive "
            + "-Dtropea.loops=\"${TROPEA_LOOPS:-1}\" -jar bin/felix.jar";

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin/java").toString();

    /** What a launcher does for a router: no business of a configuration. */
    private static final Set<String> LAUNCHERS = Set.of("Log", "PidFile");

    private final CtorNode node;
    private final Path home;
    private final Path installation = Path.of(System.getProperty("tropea.home")).resolve("bundle");

    private StockFelix(CtorNode node) {
        this.node = node;
        this.home = node.directory().resolve("felix");
    }

    /** Lays it out as a relay of {@code network} with all bundles but {@code absent}, and starts it. */
    static StockFelix start(CtorNetwork network, String nickname, String absent) {
        try {
            StockFelix felix = new StockFelix(network.prepare(NodeSpec.of(nickname, "sh", "-c", START, JAVA)));
            felix.layOut(absent);
            felix.configure(nickname);
            felix.node.start();
            return felix;
        } catch (IOException fault) {
            throw new IllegalStateException(fault);
        }
    }

    private void layOut(String absent) throws IOException {
        Path stock = Path.of(System.getProperty("tropea.stock"));
        Set<String> there = new HashSet<>(Set.of(absent));
        copy(stock.resolve("bin"), home.resolve("bin"), there);
        copy(stock.resolve("bundle"), home.resolve("bundle"), there);
        copy(installation, home.resolve("bundle"), there);
        Files.createDirectories(home.resolve("conf"));
        Files.createDirectories(home.resolve("load"));
        Files.write(home.resolve("conf/config.properties"), CONFIG_PROPERTIES);
    }

    /** Copies jars but for those whose bundle is there already: Gogo, which bears no second runtime beside it. */
    private static void copy(Path from, Path to, Set<String> there) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> jars = Files.list(from)) {
            for (Path jar : jars.toList()) {
                String name = jar.getFileName().toString();
                if (there.add(name.replaceFirst("-[0-9][^-]*\\.jar$", ""))) {
                    Files.copy(jar, to.resolve(name));
                }
            }
        }
    }

    /**
     * The torrc that the network wrote, as a configuration file: arrays where an option has many lines. Fileinstall makes
     * the factory configuration FACTORY~NAME of a file FACTORY-NAME.config.
     */
    private void configure(String nickname) throws IOException {
        Map<String, List<String>> options = new LinkedHashMap<>();
        for (String line : Files.readAllLines(node.torrc())) {
            String[] words = line.split(" ", 2);
            if (!LAUNCHERS.contains(words[0])) {
                options.computeIfAbsent(words[0], name -> new ArrayList<>()).add('"' + words[1] + '"');
            }
        }
        List<String> lines = new ArrayList<>();
        options.forEach((name, values) -> lines.add(name + "="
                + (values.size() == 1 ? values.get(0) : "[ \\\n  " + String.join(", \\\n  ", values) + ", \\\n]")));
        Files.write(home.resolve("load/org.tropea.router-" + nickname + ".config"), lines);
    }

    /** Drops the installation's jar of {@code bundle} into the watched folder, at once as a whole. */
    void deploy(String bundle) throws IOException {
        Path jar = jar(bundle);
        Path whole = Files.copy(jar, home.resolve("load").resolveSibling(bundle + ".tmp"));
        Files.move(whole, home.resolve("load").resolve(jar.getFileName()));
    }

    /** Takes it out again. */
    void withdraw(String bundle) throws IOException {
        Files.delete(home.resolve("load").resolve(jar(bundle).getFileName()));
    }

    private Path jar(String bundle) throws IOException {
        try (Stream<Path> jars = Files.list(installation)) {
            return jars.filter(jar -> jar.getFileName().toString().startsWith(bundle + "-"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** How often {@code text} was printed so far. */
    int printed(String text) throws IOException {
        return Files.readString(node.output()).split(text, -1).length - 1;
    }

    CtorNode node() {
        return node;
    }
}
