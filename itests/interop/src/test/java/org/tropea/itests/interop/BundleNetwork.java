package org.tropea.itests.interop;

import org.tropea.itests.ctor.CtorNetworkExtension;

/**
 * The network that the tests share which install bundles of other makes: C tor's two authorities, two relays and client,
 * and two processes with two Tropea relays each. Smaller than {@link InteropNetwork}, so that it starts sooner.
 */
final class BundleNetwork {
    static final CtorNetworkExtension NET = CtorNetworkExtension.of(network -> network.relays(2)
                    .clientOption("ConfluxEnabled 0")
                    .relayOption("__DisablePredictedCircuits 1")
                    .with(MemoryChannelIT::start)
                    .with(SecondLayerIT::start))
            .shared();

    private BundleNetwork() {}
}
