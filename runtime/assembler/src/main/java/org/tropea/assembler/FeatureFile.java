package org.tropea.assembler;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.felix.feature.impl.FeatureServiceImpl;
import org.osgi.service.feature.Feature;
import org.osgi.service.feature.FeatureConfiguration;
import org.osgi.service.feature.FeatureService;
import org.osgi.service.feature.ID;

/**
 * One file of {@code features/} (OSGi Compendium, chapter 159): a name, bundles in starting order, configurations by
 * PID. Immutable.
 *
 * @param name the file's name without {@code .json}
 * @param jars the file name in {@code bundle/} of each bundle, {@code artifactId-version.jar}
 * @param configurations PID to its properties
 */
record FeatureFile(String name, List<String> jars, Map<String, Map<String, Object>> configurations) {

    /** The feature that every other one builds upon. */
    static final String BASE = "core";

    /** Reads every feature of a directory, {@link #BASE} first, the others by name. */
    static List<FeatureFile> readAll(Path directory) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(directory)) {
            files = all.filter(f -> f.toString().endsWith(".json")).sorted().toList();
        }
        List<FeatureFile> features = new ArrayList<>();
        for (Path file : files) {
            FeatureFile feature = read(file);
            features.add(feature.name().equals(BASE) ? 0 : features.size(), feature);
        }
        if (features.isEmpty() || !features.get(0).name().equals(BASE)) {
            throw new AssemblyFault(directory + " has no " + BASE + ".json, which every feature builds upon");
        }
        return features;
    }

    static FeatureFile read(Path file) throws IOException {
        String name = file.getFileName().toString().replaceFirst("\\.json$", "");
        FeatureService service = new FeatureServiceImpl();
        Feature feature;
        try (Reader reader = Files.newBufferedReader(file)) {
            feature = service.readFeature(reader);
        } catch (RuntimeException e) {
            throw new AssemblyFault(file + " is no OSGi feature: " + e.getMessage());
        }
        List<String> jars =
                feature.getBundles().stream().map(b -> jarName(b.getID())).toList();
        return new FeatureFile(name, jars, configurationsOf(feature));
    }

    private static String jarName(ID id) {
        return id.getArtifactId() + "-" + id.getVersion() + ".jar";
    }

    private static Map<String, Map<String, Object>> configurationsOf(Feature feature) {
        Map<String, Map<String, Object>> byPid = new TreeMap<>();
        for (FeatureConfiguration configuration : feature.getConfigurations().values()) {
            byPid.put(fileName(configuration), new TreeMap<>(configuration.getValues()));
        }
        return byPid;
    }

    /** A factory configuration is the file {@code PID-NAME}: File Install splits at the hyphen. */
    private static String fileName(FeatureConfiguration configuration) {
        return configuration.getFactoryPid().map(f -> f + "-").orElse("")
                + configuration.getPid().replaceFirst("^.*~", "");
    }
}
