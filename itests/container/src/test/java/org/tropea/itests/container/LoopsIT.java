package org.tropea.itests.container;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.tropea.flow.loop.LoopGroup;
import org.tropea.flow.scope.RouterScope;

/** Two instances of the bundle that brings event loops: a router ends with the one that it runs in. */
public class LoopsIT extends ContainerTest {
    private Bundle loops;
    private Bundle twin;

    @Before
    public void installTwin() throws Exception {
        loops = bundleNamed("org.tropea.loop");
        twin = TwinBundle.start(context, loops, "nio", "twin");
    }

    @After
    public void removeTwin() throws Exception {
        loops.start();
        twin.uninstall();
    }

    /** The scope of the router called {@code name} that runs in loops of {@code maker}, within some time. */
    private RouterScope in(Bundle maker, String name) throws Exception {
        Await.until(
                name + " runs in loops of " + maker,
                () -> routers.scope(name) != null
                        && FrameworkUtil.getBundle(routers.scope(name)
                                        .part(LoopGroup.class)
                                        .getClass())
                                == maker);
        return routers.scope(name);
    }

    @Test
    public void aRouterStartsAnewInOtherLoops() throws Exception {
        RouterScope before = routers.start("moves");
        assertEquals(before, in(loops, "moves"));
        try (LinkPeer peer = LinkPeer.open(Routers.orPort(before))) {
            loops.stop();
            assertTrue("what the old loops carried ended before the stop returned", peer.isEnded());
        }
        try (LinkPeer peer = LinkPeer.open(Routers.orPort(in(twin, "moves")))) {
            peer.createsCircuit();
        }
    }

    @Test
    public void aRouterRunsInTheUpdatedLoopsWhenThereAreNoOthers() throws Exception {
        twin.stop();
        RouterScope before = routers.start("again");
        loops.stop();
        assertEquals(0, Routers.threads("tropea-again").size());
        loops.start();
        Await.until("it is up again", () -> routers.scope("again") != null && routers.scope("again") != before);
        try (LinkPeer peer = LinkPeer.open(Routers.orPort(in(loops, "again")))) {
            peer.createsCircuit();
        }
    }
}
