package org.tropea.itests.interop;

import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A copy of the sources as a fresh clone has them, and a local Maven repository that shows the user's but for Tropea's
 * own artifacts: what is installed from the copy stays here, what Maven fetches from elsewhere is kept as always.
 */
record FreshSources(Path root, Path repository) {
    private static final Set<String> NO_SOURCES = Set.of("target", ".git");
    private static final int LIMIT_MINUTES = 10;

    /** Makes both below {@code target/}; what an earlier run left is gone. */
    static FreshSources copy() throws IOException {
        Path place = Path.of("target", "fresh").toAbsolutePath();
        delete(place);
        FreshSources fresh = new FreshSources(place.resolve("sources"), place.resolve("repository"));
        copy(Path.of("../..").toRealPath(), fresh.root);
        Path users = Path.of(System.getProperty("tropea.maven.repository"));
        link(users, fresh.repository, "org");
        link(users.resolve("org"), fresh.repository.resolve("org"), "tropea");
        return fresh;
    }

    private static void copy(Path from, Path to) throws IOException {
        if (!Files.isDirectory(from)) {
            Files.copy(from, to, COPY_ATTRIBUTES);
            return;
        }
        Files.createDirectories(to);
        try (Stream<Path> entries = Files.list(from)) {
            for (Path entry : entries.toList()) {
                if (!NO_SOURCES.contains(entry.getFileName().toString())) {
                    copy(entry, to.resolve(entry.getFileName()));
                }
            }
        }
    }

    private static void link(Path from, Path to, String absent) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> entries = Files.list(from)) {
            for (Path entry : entries.toList()) {
                if (!entry.getFileName().toString().equals(absent)) {
                    Files.createSymbolicLink(to.resolve(entry.getFileName()), entry);
                }
            }
        }
    }

    /** Follows no links: the user's repository stays. */
    private static void delete(Path tree) throws IOException {
        if (Files.exists(tree)) {
            try (Stream<Path> all = Files.walk(tree)) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }

    /** Runs a line of documentation in the copy's top directory, as a reader's shell does; it must succeed. */
    List<String> run(String line) throws IOException, InterruptedException {
        Path log = Files.createTempFile(root.getParent(), "command", ".log");
        ProcessBuilder shell = new ProcessBuilder("bash", "-c", line)
                .directory(root.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        shell.environment().put("MAVEN_OPTS", "-Dmaven.repo.local=" + repository);
        Process process = shell.start();
        process.getOutputStream().close();
        boolean ended = process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES);
        process.destroy();
        List<String> said = Files.readAllLines(log);
        if (!ended || process.exitValue() != 0) {
            throw new AssertionError(line + " failed:\n" + String.join("\n", said));
        }
        return said;
    }
}
