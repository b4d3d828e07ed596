package org.tropea.itests.bench.all;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * All subjects: every JDK with every TLS engine that runs on it. Where an installation has several engines, each subject
 * gets a copy of it with one of them, under {@code scratch}; so the engine does not depend on who ranks first.
 */
final class Subjects {
    private static final Pattern ENGINE = Pattern.compile("org\\.tropea\\.tls\\.([a-z0-9]+)-.*\\.jar");
    private static final Pattern VERSION = Pattern.compile("(?m)^JAVA_VERSION=\"(\\d+)");
    /** The JDK's own engine lacks the exporter before. */
    private static final int JDK_ENGINE_FROM = 25;

    private final List<Path> installations;
    private final Path scratch;
    private final List<String> torrc;

    Subjects(List<Path> installations, Path scratch, List<String> torrc) {
        this.installations = installations;
        this.scratch = scratch;
        this.torrc = torrc;
    }

    /** {@code wanted} are names of engines; none means all that are installed. */
    List<Subject> of(List<Path> javaHomes, List<String> wanted) throws IOException {
        List<Subject> all = new ArrayList<>();
        for (Path installation : installations) {
            for (Path home : javaHomes) {
                add(installation, home, wanted, all);
            }
        }
        if (all.isEmpty()) {
            throw new IllegalArgumentException("no TLS engine of " + wanted + " runs on any of " + javaHomes);
        }
        return all;
    }

    private void add(Path installation, Path home, List<String> wanted, List<Subject> all) throws IOException {
        List<String> installed = engines(installation);
        int version = version(home);
        for (String engine : installed) {
            boolean runs = !engine.equals("jdk") || version >= JDK_ENGINE_FROM;
            if (runs && (wanted.isEmpty() || wanted.contains(engine))) {
                String which = installations.size() == 1 ? "" : " " + (1 + installations.indexOf(installation));
                String label = "JDK " + version + " " + engine + which;
                all.add(new Subject(all.size(), label, command(installation, engine, installed), home, torrc));
            }
        }
    }

    private static List<String> engines(Path installation) throws IOException {
        try (Stream<Path> bundles = Files.list(installation.resolve("bundle"))) {
            return bundles.map(each -> ENGINE.matcher(each.getFileName().toString()))
                    .filter(Matcher::matches)
                    .map(found -> found.group(1))
                    .sorted(Comparator.naturalOrder())
                    .toList();
        }
    }

    /** The JDK's feature number, from its release file. */
    static int version(Path javaHome) throws IOException {
        Matcher found = VERSION.matcher(Files.readString(javaHome.resolve("release")));
        if (!found.find()) {
            throw new IOException(javaHome + "/release names no JAVA_VERSION");
        }
        return Integer.parseInt(found.group(1));
    }

    private Path command(Path installation, String engine, List<String> installed) throws IOException {
        Path home =
                installed.size() == 1 ? installation : scratch.resolve(engine + installations.indexOf(installation));
        if (!Files.exists(home)) {
            copy(installation, home, engine);
        }
        return home.resolve("bin/tropea").toAbsolutePath();
    }

    private static void copy(Path installation, Path home, String engine) throws IOException {
        try (Stream<Path> all = Files.walk(installation)) {
            for (Path each : all.toList()) {
                Matcher other = ENGINE.matcher(each.getFileName().toString());
                if (!other.matches() || other.group(1).equals(engine)) {
                    Files.copy(each, home.resolve(installation.relativize(each).toString()));
                }
            }
        }
    }
}
