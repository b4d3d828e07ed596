package org.tropea.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Constants;

/** Who exports and who imports what, read from the manifests that the framework will read. */
class ManifestTest {
    private static Map<String, Manifest> bundles;

    @BeforeAll
    static void read() {
        bundles = Bundles.manifests();
    }

    @Test
    void everyBundleIsBuilt() {
        Set<String> missing = new TreeSet<>(Bundles.directories().keySet());
        missing.removeAll(bundles.keySet());
        assertEquals(Set.of(), missing, "directories without a jar: are they in the root pom's modules?");
        assertEquals(Bundles.directories().size(), bundles.size());
    }

    @Test
    void directoryIsSymbolicName() {
        bundles.forEach((name, manifest) ->
                assertEquals(name, manifest.getMainAttributes().getValue(Constants.BUNDLE_SYMBOLICNAME)));
    }

    @Test
    void onlyApiBundlesExport() {
        List<String> faults = new ArrayList<>();
        bundles.forEach((name, manifest) -> {
            if (!Bundles.API.contains(name) && !name.equals(Bundles.TESTKIT)) {
                Bundles.packages(manifest, Constants.EXPORT_PACKAGE)
                        .forEach(exported -> faults.add(name + " exports " + exported));
            }
        });
        assertEquals(List.of(), faults);
    }

    @Test
    void nobodyImportsAProvider() {
        Set<String> api = new TreeSet<>();
        bundles.forEach((name, manifest) -> {
            if (Bundles.API.contains(name)) {
                api.addAll(Bundles.packages(manifest, Constants.EXPORT_PACKAGE));
            }
        });
        List<String> faults = new ArrayList<>();
        bundles.forEach((name, manifest) -> {
            if (!name.equals(Bundles.TESTKIT)) {
                Bundles.imports(manifest, p -> p.startsWith("org.tropea.") && !api.contains(p))
                        .forEach(imported -> faults.add(name + " imports " + imported));
            }
        });
        assertEquals(List.of(), faults);
    }

    @Test
    void apiPackagesAreVersioned() {
        List<String> faults = new ArrayList<>();
        bundles.forEach((name, manifest) -> {
            String exports = manifest.getMainAttributes().getValue(Constants.EXPORT_PACKAGE);
            for (String exported : Bundles.packages(manifest, Constants.EXPORT_PACKAGE)) {
                if (!exports.matches("(?s).*\\Q" + exported + "\\E;([^\"]|\"[^\"]*\")*?version=\"[1-9].*")) {
                    faults.add(name + ": " + exported);
                }
            }
        });
        assertEquals(List.of(), faults);
    }

    @Test
    void levelZeroKnowsNoOsgi() {
        List<String> faults = new ArrayList<>();
        for (String name : Bundles.LEVEL_0) {
            Manifest manifest = bundles.get(name);
            if (manifest != null) {
                Bundles.imports(manifest, p -> !isVocabulary(p))
                        .forEach(imported -> faults.add(name + " imports " + imported));
            }
        }
        assertEquals(List.of(), faults);
    }

    private static boolean isVocabulary(String imported) {
        return imported.startsWith("java.")
                || imported.startsWith("javax.crypto")
                || imported.startsWith("org.bouncycastle.")
                || imported.startsWith("org.tropea.cell")
                || imported.startsWith("org.tropea.crypto")
                || imported.startsWith("org.tropea.netdoc");
    }
}
