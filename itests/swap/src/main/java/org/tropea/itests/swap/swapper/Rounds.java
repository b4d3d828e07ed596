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
        return List.of(Step.install(example.version("1.0.1")), Step.use("sched", example.name()), Step.uninstall(example.bundle()));
    }

    /** KIST, vanilla and the example, after {@link #wishForExample}; seven of nine steps by bundles, each swaps. */
    public List<Step> schedulers() {
        return List.of(
                Step.install(example.version("1.0.1")),
                Step.update(example.bundle(), example.version("1.0.2")),
                Step.use("sched", "Vanilla"),
                Step.update(VANILLA, version(VANILLA, "0.1.1")),
                Step.use("sched", example.name()),
                Step.uninstall(example.bundle()),
                Step.update(KIST, version(KIST, "0.1.1")),
                Step.uninstall(KIST),
                Step.install(relay.shipped(KIST)));
    }

    /** EWMA and round robin; four of six steps by bundles, each swaps. */
    public List<Step> muxes() {
        return List.of(
                Step.use("mux", "roundrobin"),
                Step.update(ROUND_ROBIN, version(ROUND_ROBIN, "0.1.1")),
                Step.use("mux", "auto"),
                Step.uninstall(EWMA),
                Step.install(relay.shipped(EWMA)),
                Step.update(EWMA, version(EWMA, "0.1.1")));
    }
}
