package org.tropea.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.osgi.framework.Constants;

/** The directories of {@code bundles/} and the jars built in them. */
final class Bundles {
    /** Bundles that other bundles may import. */
    static final Set<String> API =
            Set.of("org.tropea.cell", "org.tropea.crypto", "org.tropea.netdoc", "org.tropea.flow", "org.tropea.net");

    /** Imported by tests only. */
    static final String TESTKIT = "org.tropea.testkit";

    static final Set<String> LEVEL_0 = Set.of("org.tropea.cell", "org.tropea.crypto", "org.tropea.netdoc");

    /** The project's directory; tests run in their module's. */
    static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();

    private Bundles() {}

    /** Every directory of {@code bundles/}, by name. */
    static Map<String, Path> directories() {
        try (Stream<Path> all = Files.list(ROOT.resolve("bundles"))) {
            Map<String, Path> byName = new TreeMap<>();
            all.filter(Files::isDirectory)
                    .forEach(d -> byName.put(d.getFileName().toString(), d));
            return byName;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every bundle that has been built: directory name to jar. */
    static Map<String, Path> jars() {
        Map<String, Path> jars = new TreeMap<>();
        directories().forEach((name, directory) -> newestJar(name, directory).ifPresent(jar -> jars.put(name, jar)));
        return jars;
    }

    /** The jars' manifests by directory name. */
    static Map<String, Manifest> manifests() {
        Map<String, Manifest> manifests = new TreeMap<>();
        jars().forEach((name, jar) -> manifests.put(name, manifest(jar)));
        return manifests;
    }

    /** Package names of a header such as Import-Package, without attributes. */
    static Set<String> packages(Manifest manifest, String header) {
        Set<String> packages = new TreeSet<>();
        String value = manifest.getMainAttributes().getValue(header);
        for (String clause : value == null ? new String[0] : value.split(",(?=([^\"]*\"[^\"]*\")*[^\"]*$)")) {
            for (String part : clause.split(";(?=([^\"]*\"[^\"]*\")*[^\"]*$)")) {
                if (!part.contains("=")) {
                    packages.add(part.strip());
                }
            }
        }
        return packages;
    }

    /** Imported packages of a bundle that fulfil a condition. */
    static List<String> imports(Manifest manifest, Predicate<String> condition) {
        return packages(manifest, Constants.IMPORT_PACKAGE).stream()
                .filter(condition)
                .toList();
    }

    private static Optional<Path> newestJar(String name, Path directory) {
        try (Stream<Path> files = Files.list(directory.resolve("target"))) {
            return files.filter(f -> f.getFileName().toString().matches("\\Q" + name + "\\E-[0-9][0-9.]*\\.jar"))
                    .max(Comparator.comparingLong(f -> f.toFile().lastModified()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Manifest manifest(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.getManifest();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
