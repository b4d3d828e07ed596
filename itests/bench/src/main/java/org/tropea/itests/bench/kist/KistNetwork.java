package org.tropea.itests.bench.kist;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.tropea.itests.ctor.CtorNetwork;
import org.tropea.itests.ctor.NodeSpec;
import org.tropea.itests.ctor.TorPrograms;

/**
 * The private network of the bed: the relays under test stand in the far network namespace, beyond the bottleneck;
 * authorities, the other relays, the client and this JVM in the near one. Fixed windows come by consensus.
 */
final class KistNetwork {
    private static final Duration KNOWN = Duration.ofSeconds(180);

    private final Set<Variant> variants;
    private final List<String> torrc;
    private final Bed bed;

    /** {@code torrc} are lines for Tropea's relays. */
    KistNetwork(Set<Variant> variants, List<String> torrc, Bed bed) {
        this.variants = variants;
        this.torrc = torrc;
        this.bed = bed;
    }

    /**
     * Where the namespaces are: a process that lives in the far one, and an address in each.
     */
    record Bed(long farProcess, String nearAddress, String farAddress) {}

    /** Starts it; returns when all variants can be used. The caller closes it. */
    CtorNetwork start() {
        var builder = CtorNetwork.builder()
                .relays(2)
                .votingInterval(Duration.ofSeconds(20))
                .address(bed.nearAddress())
                .authorityOption("ConsensusParams cc_alg=0");
        variants.forEach(variant -> builder.node(beyond(variant)));
        CtorNetwork net = builder.start();
        try {
            variants.forEach(each -> net.awaitFlags(each.nickname(), KNOWN, "Running", "Valid", "Guard", "Fast"));
            return net;
        } catch (RuntimeException late) {
            net.close();
            throw late;
        }
    }

    private NodeSpec beyond(Variant variant) {
        List<String> command = new ArrayList<>(
                List.of("nsenter", "--target", Long.toString(bed.farProcess()), "--net", "--preserve-credentials"));
        command.addAll(variant.isTropea() ? List.of(tropea()) : List.of(ctor(), "--quiet"));
        NodeSpec spec =
                NodeSpec.of(variant.nickname(), command.toArray(String[]::new)).address(bed.farAddress());
        variant.options().forEach(spec::option);
        if (variant.isTropea()) {
            torrc.forEach(spec::option);
        } else {
            spec.option("__OwningControllerProcess " + ProcessHandle.current().pid());
        }
        return spec;
    }

    private static String tropea() {
        return Path.of(System.getProperty("tropea.root", "."), "runtime/target/tropea/bin/tropea")
                .toAbsolutePath()
                .toString();
    }

    private static String ctor() {
        return TorPrograms.locate().tor().toString();
    }
}
