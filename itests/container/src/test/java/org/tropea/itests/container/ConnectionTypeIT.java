package org.tropea.itests.container;

import static org.junit.Assert.assertTrue;

import org.junit.Test;
import org.osgi.framework.Bundle;
import org.tropea.flow.scope.RouterScope;

/** Bundles of connection types stop, start and are updated below a running router. */
public class ConnectionTypeIT extends ContainerTest {
    @Test
    public void withoutItsTypeAListenerStaysBoundAndHolds() throws Exception {
        RouterScope router = routers.start("patient");
        Bundle type = bundleNamed("org.tropea.conn.or");
        type.stop();
        Await.until("NO_TYPE is held", () -> listener(router).contains("NO_TYPE"));
        try (LinkPeer peer = LinkPeer.dial(Routers.orPort(router))) {
            assertTrue("somebody answered", peer.hearsNothing(500));
            type.start();
            peer.handshake();
            peer.versions();
            peer.netinfo();
            peer.createsCircuit();
        }
        assertTrue(listener(router), !listener(router).contains("NO_TYPE"));
    }

    @Test
    public void stoppingATypeEndsItsConnections() throws Exception {
        RouterScope router = routers.start("ending");
        try (LinkPeer peer = LinkPeer.open(Routers.orPort(router))) {
            bundleNamed("org.tropea.conn.or").stop();
            assertTrue(peer.isEnded());
        }
    }

    @Test
    public void aRouterOutlivesItsListenersBundle() throws Exception {
        RouterScope router = routers.start("listens");
        int port = Routers.orPort(router);
        Bundle listeners = bundleNamed("org.tropea.conn.listener");
        try (LinkPeer peer = LinkPeer.open(port)) {
            listeners.stop();
            peer.createsCircuit();
            listeners.start();
            Await.until("it listens again", () -> listener(router).contains("LISTENING"));
            try (LinkPeer another = LinkPeer.open(port)) {
                another.createsCircuit();
            }
        }
    }

    @Test
    public void updatingTheExitTypeLeavesLinksAndCircuits() throws Exception {
        RouterScope router = routers.start("exits", "ExitRelay", "1", "ExitPolicy", "accept *:*");
        try (LinkPeer peer = LinkPeer.open(Routers.orPort(router))) {
            peer.createsCircuit();
            Bundle exit = bundleNamed("org.tropea.conn.exit");
            exit.update();
            assertTrue("state " + exit.getState(), exit.getState() == Bundle.ACTIVE);
            peer.createsCircuit();
        }
    }

    private static String listener(RouterScope router) throws Exception {
        return Routers.connections(router).stream()
                .filter(line -> line.contains("type=or") && line.contains("LISTENING"))
                .findFirst()
                .orElse("none");
    }
}
