package org.tropea.itests.container;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.net.ConnectException;
import java.util.List;
import org.junit.Test;
import org.tropea.flow.scope.RouterScope;

/** Routers come and go with their ConfigAdmin configurations. */
public class RouterIT extends ContainerTest {
    @Test
    public void aConfigurationOpensAnOrPort() throws Exception {
        RouterScope router = routers.start("opens");
        try (LinkPeer peer = LinkPeer.dial(Routers.orPort(router))) {
            peer.handshake();
            assertArrayEquals(new int[] {4, 5}, peer.versions());
        }
    }

    @Test
    public void aLinkCarriesCells() throws Exception {
        RouterScope router = routers.start("carries");
        try (LinkPeer peer = LinkPeer.open(Routers.orPort(router))) {
            peer.createsCircuit();
        }
    }

    @Test
    public void deletingTheConfigurationClosesAll() throws Exception {
        int port = Routers.orPort(routers.start("deleted"));
        assertFalse(Routers.threads("deleted").isEmpty());
        try (LinkPeer peer = LinkPeer.open(port)) {
            routers.delete("deleted");
            assertTrue("the open link was not closed", peer.isEnded());
        }
        assertThrows(ConnectException.class, () -> LinkPeer.dial(port));
        assertEquals(List.of(), Routers.threads("deleted"));
    }

    @Test
    public void twoRoutersShareTheContainer() throws Exception {
        RouterScope one = routers.start("routerA");
        RouterScope two = routers.start("routerB");
        assertNotEquals(Routers.orPort(one), Routers.orPort(two));
        try (LinkPeer first = LinkPeer.open(Routers.orPort(one));
                LinkPeer second = LinkPeer.open(Routers.orPort(two))) {
            routers.delete("routerA");
            assertTrue(first.isEnded());
            second.createsCircuit();
        }
    }

    @Test
    public void aBadValueIsRefusedByName() throws Exception {
        RouterScope good = routers.start("good");
        routers.configure("bad", "BandwidthRate", "plenty");
        String refusal = routers.refusal();
        assertTrue(refusal, refusal.contains("BandwidthRate") && refusal.contains("plenty"));
        Routers.awaitNoThreads("bad");
        try (LinkPeer peer = LinkPeer.open(Routers.orPort(good))) {
            peer.createsCircuit();
        }
    }

    @Test
    public void aCorrectedValueStartsTheRouter() throws Exception {
        routers.configure("mended", "ORPort", "nowhere:auto:x");
        assertTrue(routers.refusal().contains("ORPort"));
        RouterScope router = routers.start("mended");
        try (LinkPeer peer = LinkPeer.open(Routers.orPort(router))) {
            peer.createsCircuit();
        }
    }

    @Test
    public void aBadChangeLeavesTheRouterAsItWas() throws Exception {
        RouterScope router = routers.start("changed", "BandwidthRate", "2 MBytes");
        routers.configure("changed", "BandwidthRate", "none at all");
        routers.configure("changed", "BandwidthRate", "3 MBytes", "BandwidthBurst", "3 MBytes");
        Await.until("the good change is in force", () -> router.options().bytes("BandwidthRate") == 3 << 20);
        try (LinkPeer peer = LinkPeer.open(Routers.orPort(router))) {
            peer.createsCircuit();
        }
    }
}
