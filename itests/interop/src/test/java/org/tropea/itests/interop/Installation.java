package org.tropea.itests.interop;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.tropea.itests.ctor.CtorNode;

/** A copy of the assembled runtime that lacks some bundles. */
record Installation(Path home) {

    /** A fresh copy under {@code target/}. */
    static Installation without(String... bundles) {
        return copy(Path.of("target", "without-" + String.join("-", bundles)).toAbsolutePath(), bundles);
    }

    /** A copy in {@code place} that lacks {@code bundles}. */
    static Installation copy(Path place, String... bundles) {
        try (Stream<Path> all = Files.walk(Tropea.home())) {
            for (Path from : all.toList()) {
                Path to = place.resolve(Tropea.home().relativize(from));
                if (Files.isDirectory(from)) {
                    Files.createDirectories(to);
                } else if (!isOneOf(bundles, from.getFileName().toString())) {
                    Files.copy(from, to, COPY_ATTRIBUTES, REPLACE_EXISTING);
                }
            }
            return new Installation(place);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOneOf(String[] bundles, String file) {
        return Stream.of(bundles).anyMatch(bundle -> file.startsWith(bundle + "-"));
    }

    String program() {
        return home.resolve("bin/tropea").toString();
    }

    /** Every file with its size and time. */
    SortedMap<String, List<Object>> state() throws IOException {
        SortedMap<String, List<Object>> state = new TreeMap<>();
        try (Stream<Path> all = Files.walk(home)) {
            for (Path file : all.toList()) {
                state.put(file.toString(), List.of(Files.size(file), Files.getLastModifiedTime(file)));
            }
        }
        return state;
    }

    /** The jar of {@code bundle} in the whole runtime. */
    static Path jar(String bundle) throws IOException {
        try (Stream<Path> jars = Files.list(Tropea.home().resolve("bundle"))) {
            return jars.filter(jar -> jar.getFileName().toString().startsWith(bundle + "-"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** The jar in which a bundle of the tests' own has {@code type}. */
    static Path jarOf(Class<?> type) {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath());
    }

    /** Drops {@code jar} into the running {@code node}, by a rename, so that the watcher never sees a part of it. */
    static Path drop(Path jar, CtorNode node) throws IOException {
        Path whole = Files.copy(jar, node.directory().resolve(jar.getFileName() + ".tmp"), REPLACE_EXISTING);
        return Files.move(whole, InteropNetwork.deploy(node).resolve(jar.getFileName()), ATOMIC_MOVE);
    }
}
