package org.tropea.itests.container;

import static org.junit.Assert.assertTrue;

import java.lang.ref.WeakReference;
import java.util.List;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.tropea.flow.scope.RouterScope;

/** Bundles of policies stop, start and vanish below a running router; a CREATE_FAST is answered through all of them. */
public class PolicyIT extends ContainerTest {
    @Test
    public void eitherSchedulerDoes() throws Exception {
        eitherDoes("org.tropea.scheduler.kist", "org.tropea.scheduler.vanilla");
    }

    @Test
    public void eitherCircuitMuxDoes() throws Exception {
        eitherDoes("org.tropea.circuitmux.ewma", "org.tropea.circuitmux.roundrobin");
    }

    @Test
    public void withoutASchedulerCellsWait() throws Exception {
        cellsWaitWithout("org.tropea.scheduler.kist", "org.tropea.scheduler.vanilla");
    }

    @Test
    public void withoutACircuitMuxCellsWait() throws Exception {
        cellsWaitWithout("org.tropea.circuitmux.ewma", "org.tropea.circuitmux.roundrobin");
    }

    private void eitherDoes(String one, String other) throws Exception {
        RouterScope router = routers.start("either");
        try (LinkPeer peer = LinkPeer.open(Routers.orPort(router))) {
            for (String name : List.of(one, other)) {
                Bundle bundle = bundleNamed(name);
                bundle.stop();
                peer.createsCircuit();
                bundle.start();
                peer.createsCircuit();
            }
        }
    }

    private void cellsWaitWithout(String one, String other) throws Exception {
        RouterScope router = routers.start("waits");
        try (LinkPeer peer = LinkPeer.open(Routers.orPort(router))) {
            bundleNamed(one).stop();
            bundleNamed(other).stop();
            int id = peer.create();
            assertTrue("something decided without a policy", peer.hearsNothing(500));
            bundleNamed(other).start();
            peer.await(LinkPeer.CREATED_FAST, id);
        }
    }

    @Test
    public void nothingKeepsAnUninstalledScheduler() throws Exception {
        RouterScope router = routers.start("clean");
        String location = bundleNamed("org.tropea.scheduler.kist").getLocation();
        try (LinkPeer peer = LinkPeer.open(Routers.orPort(router))) {
            peer.createsCircuit();
            WeakReference<ClassLoader> loader = uninstall("org.tropea.scheduler.kist");
            peer.createsCircuit();
            Await.until("its class loader is collected", () -> isGone(loader));
            context.installBundle(location).start();
            peer.createsCircuit();
        }
    }
}
