package org.tropea.itests.swap.swapper;

import java.nio.file.Path;
import java.util.List;
import org.tropea.itests.swap.jar.BundleJar;
import org.tropea.itests.swap.relay.SwapNetwork;

/** The rounds of steps that are taken, and the bundles they need. Each round ends where it began. */
public final class Rounds {
    private static final String KIST = "org.tropea.scheduler.kist";
    private static final String VANILLA = "org.tropea.scheduler.vanilla";
    private static final String EWMA = "org.tropea.circuitmux.ewma";
    private static final String ROUND_ROBIN = "org.tropea.circuitmux.roundrobin";

    private static final String EXTENTS = "org.tropea.buffer.extents";
    private static final String SECOND_LAYER = "another"; // as long as extents, see BundleJar.constant
    private static final String SECOND_LAYER_BUNDLE = "org.tropea.itests.swap.layer";

    /** How the second instance of the TLS provider is called. */
    public static final String SECOND_ENGINE = "second";

    /** The bundle of the second instance. */
    public static final String SECOND_ENGINE_BUNDLE = "org.tropea.itests.swap.engine";

    private final SwapNetwork relay;
    private final Example example;

    /** Rounds for this relay. */
    public Rounds(SwapNetwork relay) {
        this.relay = relay;
        this.example = Example.of(relay);
    }

    /** {@code bundle} as the relay ships it, in another version. */
    public Path version(String bundle, String version) {
        return BundleJar.copyOf(relay.shipped(bundle))
                .version(version)
                .write(relay.scratch().resolve(bundle + "-" + version + ".jar"));
    }

    /** The example is wanted whenever it is there. */
    public List<Step> wishForExample() {
        return List.of(
                Step.install(example.version("1.0.1")),
                Step.use("sched", example.name()),
                Step.uninstall(example.bundle()));
    }

    /** KIST, vanilla and the example, after {@link #wishForExample}; six of eleven steps by bundles, each swaps. */
    public List<Step> schedulers() {
        return List.of(
                Step.install(example.version("1.0.1")),
                Step.use("sched", "Vanilla"),
                Step.update(VANILLA, version(VANILLA, "0.1.1")),
                Step.use("sched", example.name()),
                Step.use("sched", "KIST"),
                Step.update(KIST, version(KIST, "0.1.1")),
                Step.use("sched", "Vanilla"),
                Step.use("sched", example.name()),
                Step.uninstall(example.bundle()),
                Step.uninstall(KIST),
                Step.install(relay.shipped(KIST)));
    }

    /** EWMA and round robin; four of eight steps by bundles, each swaps. */
    public List<Step> muxes() {
        return List.of(
                Step.use("mux", "roundrobin"),
                Step.update(ROUND_ROBIN, version(ROUND_ROBIN, "0.1.1")),
                Step.use("mux", "auto"),
                Step.uninstall(EWMA),
                Step.install(relay.shipped(EWMA)),
                Step.use("mux", "roundrobin"),
                Step.use("mux", "auto"),
                Step.update(EWMA, version(EWMA, "0.1.1")));
    }

    /** A second buffer layer is wanted whenever it is there. */
    public List<Step> wishForSecondLayer() {
        return List.of(
                Step.install(secondLayer("1.0.1")),
                Step.use("buffer", SECOND_LAYER),
                Step.uninstall(SECOND_LAYER_BUNDLE));
    }

    /** The buffer layer, after {@link #wishForSecondLayer}; four of six steps by bundles, each swaps. */
    public List<Step> layers() {
        return List.of(
                Step.install(secondLayer("1.0.1")),
                Step.update(SECOND_LAYER_BUNDLE, secondLayer("1.0.2")),
                Step.use("buffer", "extents"),
                Step.update(EXTENTS, version(EXTENTS, "0.1.1")),
                Step.use("buffer", SECOND_LAYER),
                Step.uninstall(SECOND_LAYER_BUNDLE));
    }

    /** The code of the shipped layer under another name. */
    private Path secondLayer(String version) {
        return BundleJar.copyOf(relay.shipped(EXTENTS))
                .symbolicName(SECOND_LAYER_BUNDLE)
                .constant("extents", SECOND_LAYER)
                .version(version)
                .write(relay.scratch().resolve("second-layer-" + version + ".jar"));
    }

    /** Installs a second instance of the TLS provider. */
    public Step secondEngine() {
        return Step.install(BundleJar.copyOf(relay.shipped("org.tropea.tls.bc"))
                .symbolicName(SECOND_ENGINE_BUNDLE)
                .property("tropea.tls", SECOND_ENGINE)
                .write(relay.scratch().resolve("second-engine.jar")));
    }

    /** Both instances in turn. */
    public List<Step> engines() {
        return List.of(Step.use("tls", SECOND_ENGINE), Step.use("tls", "bc"));
    }
}
