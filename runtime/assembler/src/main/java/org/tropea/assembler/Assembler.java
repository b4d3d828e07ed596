package org.tropea.assembler;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code Assembler FEATURES JARS INSTALLATION}: fills {@code bundle/} and {@code conf/} of an installation from the
 * feature files, then checks each feature. The jars offered and the bundles named must be the same set: one too few or
 * one too many fails the build.
 */
public final class Assembler {

    private Assembler() {}

    /** Exit code 1 and one line for what is wrong, the build's log shows it. */
    public static void main(String[] args) throws Exception {
        try {
            List<FeatureFile> features = FeatureFile.readAll(Path.of(args[0]));
            assemble(features, Path.of(args[1]), Path.of(args[2]));
            for (FeatureFile feature : features) {
                List<Path> jars = closure(features.get(0), feature, Path.of(args[2], "bundle"));
                FeatureCheck.Result result = FeatureCheck.run(feature.name(), jars);
                System.out.println(feature.name() + ": " + result);
            }
        } catch (AssemblyFault e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    static void assemble(List<FeatureFile> features, Path jars, Path installation) throws IOException {
        Set<String> named = new LinkedHashSet<>();
        features.forEach(f -> named.addAll(f.jars()));
        checkSameSet(named, offered(jars));
        Path bundle = emptied(installation.resolve("bundle"));
        for (String jar : named) {
            Files.copy(jars.resolve(jar), bundle.resolve(jar), StandardCopyOption.REPLACE_EXISTING);
        }
        Files.write(installation.resolve("conf").resolve("start.order"), named);
        deleteConfigurations(installation.resolve("conf"));
        for (FeatureFile feature : features) {
            writeConfigurations(feature, installation.resolve("conf"));
        }
    }

    /** A feature is resolved together with the base feature and with nothing else. */
    static List<Path> closure(FeatureFile base, FeatureFile feature, Path bundle) {
        Set<String> jars = new LinkedHashSet<>(base.jars());
        jars.addAll(feature.jars());
        return jars.stream().map(bundle::resolve).toList();
    }

    private static void checkSameSet(Set<String> named, Set<String> offered) {
        Set<String> missing = new TreeSet<>(named);
        missing.removeAll(offered);
        Set<String> surplus = new TreeSet<>(offered);
        surplus.removeAll(named);
        if (!missing.isEmpty()) {
            throw new AssemblyFault("features/*.json names bundles that are no dependency of runtime/pom.xml (add them "
                    + "there, scope runtime): " + missing);
        }
        if (!surplus.isEmpty()) {
            throw new AssemblyFault("runtime/pom.xml has dependencies that no features/*.json names: " + surplus);
        }
    }

    private static Set<String> offered(Path jars) throws IOException {
        try (Stream<Path> files = Files.list(jars)) {
            return files.map(f -> f.getFileName().toString()).collect(Collectors.toSet());
        }
    }

    private static Path emptied(Path directory) throws IOException {
        Files.createDirectories(directory);
        List<Path> old;
        try (Stream<Path> files = Files.list(directory)) {
            old = files.toList();
        }
        for (Path file : old) {
            Files.delete(file);
        }
        return directory;
    }

    /** Every .cfg of an installation comes from a feature: one left by an earlier build would be in effect. */
    private static void deleteConfigurations(Path conf) throws IOException {
        List<Path> old;
        try (Stream<Path> files = Files.list(conf)) {
            old = files.filter(f -> f.toString().endsWith(".cfg")).toList();
        }
        for (Path file : old) {
            Files.delete(file);
        }
    }

    private static void writeConfigurations(FeatureFile feature, Path conf) throws IOException {
        for (Map.Entry<String, Map<String, Object>> entry :
                feature.configurations().entrySet()) {
            List<String> lines = new ArrayList<>();
            lines.add("# From features/" + feature.name() + ".json");
            entry.getValue().forEach((key, value) -> lines.add(key + " = " + value));
            Files.write(conf.resolve(entry.getKey() + ".cfg"), lines);
        }
    }
}
