package org.tropea.assembler;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.namespace.ExecutionEnvironmentNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWiring;

/**
 * Starts a framework on precisely the bundles of one feature, but for those that need a later Java than the build's.
 * Fails when a bundle does not resolve or start, or when a mandatory reference of a component can be satisfied by nothing in the feature. No router is configured: nothing
 * listens and nothing dials.
 */
final class FeatureCheck {
    private static final String JAVA = ExecutionEnvironmentNamespace.EXECUTION_ENVIRONMENT_NAMESPACE;

    /** What was found right: bundles running, components whose references can all be satisfied. */
    record Result(int bundles, int components) {
        @Override
        public String toString() {
            return bundles + " bundles resolved and started, " + components + " components can be satisfied";
        }
    }

    private FeatureCheck() {}

    static Result run(String feature, List<Path> jars) throws Exception {
        Path storage = Files.createTempDirectory("tropea-feature");
        Framework framework = new org.apache.felix.framework.FrameworkFactory().newFramework(properties(storage));
        try {
            framework.start();
            List<String> faults = new ArrayList<>();
            List<Bundle> bundles = install(framework, jars);
            bundles.removeIf(bundle -> needsLaterJava(framework, bundle));
            start(bundles, faults);
            failOn(feature, faults);
            Components components = Components.of(framework.getBundleContext());
            failOn(feature, components.faults());
            return new Result(bundles.size(), components.count());
        } finally {
            framework.stop();
            framework.waitForStop(10_000);
            delete(storage);
        }
    }

    private static void failOn(String feature, List<String> faults) {
        if (!faults.isEmpty()) {
            throw new AssemblyFault("feature " + feature + " is incomplete:\n  " + String.join("\n  ", faults));
        }
    }

    private static Map<String, String> properties(Path storage) {
        Map<String, String> properties = new HashMap<>();
        properties.put(Constants.FRAMEWORK_STORAGE, storage.resolve("cache").toString());
        properties.put("felix.cm.dir", storage.resolve("config").toString());
        properties.put("felix.fileinstall.dir", storage.resolve("deploy").toString());
        properties.put("felix.fileinstall.tmpdir", storage.toString());
        properties.put("felix.service.urlhandlers", "false");
        properties.put("org.ops4j.pax.logging.DefaultServiceLog.level", "ERROR");
        properties.put("gosh.args", "--nointeractive");
        return properties;
    }

    private static List<Bundle> install(Framework framework, List<Path> jars) throws BundleException {
        List<Bundle> bundles = new ArrayList<>();
        for (Path jar : jars) {
            bundles.add(framework
                    .getBundleContext()
                    .installBundle("reference:" + jar.toAbsolutePath().toUri()));
        }
        return bundles;
    }

    private static boolean needsLaterJava(Framework framework, Bundle bundle) {
        List<BundleCapability> here = framework.adapt(BundleWiring.class).getCapabilities(JAVA);
        return !bundle.adapt(BundleRevision.class).getDeclaredRequirements(JAVA).stream()
                .allMatch(need -> here.stream().anyMatch(need::matches));
    }

    private static void start(List<Bundle> bundles, List<String> faults) {
        for (Bundle bundle : bundles) {
            try {
                if (bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null) {
                    bundle.start();
                }
            } catch (BundleException e) {
                faults.add(bundle.getSymbolicName() + ": " + e.getMessage());
            }
        }
    }

    private static void delete(Path tree) throws IOException {
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(tree)) {
            paths = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : paths) {
            Files.deleteIfExists(path);
        }
    }
}
