package org.tropea.itests.container;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.tropea.flow.scope.RouterScope;
import org.tropea.flow.tls.TlsProvider;

/** Two instances of the TLS provider's bundle, chosen by turns, stopped and gone, below a running router. */
public class TlsProviderIT extends ContainerTest {
    private static final String TLS = "org.tropea.tls.bc";

    /** Bytes of an encrypted close_notify: header, level, description, kind and tag. */
    private static final int ALERT = 5 + 2 + 1 + 16;

    private final List<LinkPeer> peers = new ArrayList<>();
    /** There is only one. */
    private static final Object ROUTER = null;

    private NamedCommands commands;
    private Bundle twin;

    @Before
    public void installTwin() throws Exception {
        commands = new NamedCommands(context);
        twin = TwinBundle.start(context, bundleNamed(TLS), "bc", "twin");
    }

    @After
    public void removeTwin() throws Exception {
        for (LinkPeer peer : peers) {
            peer.close();
        }
        twin.uninstall();
    }

    private LinkPeer open(RouterScope router) throws Exception {
        LinkPeer peer = LinkPeer.open(Routers.orPort(router));
        peers.add(peer);
        return peer;
    }

    @Test
    public void newLinksUseTheOneChosenAndAllGoOn() throws Exception {
        RouterScope router = routers.start("turns");
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            String name = i % 2 == 0 ? "twin" : "bc";
            commands.call("tls:use", ROUTER, name);
            expected.add(name);
            open(router).createsCircuit();
        }
        for (LinkPeer peer : peers) {
            peer.createsCircuit();
        }
        assertEquals(expected, commands.column("tls:sessions", "provider", ROUTER));
    }

    @Test
    public void aRankingThatChangesWhileItIsRegisteredIsFollowed() throws Exception {
        RouterScope router = routers.start("ranked");
        ServiceReference<TlsProvider> found = context.getServiceReferences(TlsProvider.class, "(tropea.tls=bc)")
                .iterator()
                .next();
        TlsProvider bc = context.getService(found);
        ServiceRegistration<TlsProvider> registered =
                context.registerService(TlsProvider.class, bc::engine, ranked(-1_000));
        try {
            open(router);
            registered.setProperties(ranked(1_000));
            open(router);
            registered.setProperties(ranked(-1_000));
            open(router);
            assertEquals(List.of("bc", "changing", "bc"), commands.column("tls:sessions", "provider", ROUTER));
        } finally {
            registered.unregister();
            context.ungetService(found);
        }
    }

    private static Dictionary<String, Object> ranked(int ranking) {
        return new Hashtable<>(Map.of(TlsProvider.NAME, "changing", Constants.SERVICE_RANKING, ranking));
    }

    @Test
    public void stoppingOneEndsItsOwnLinksAfterTheDrainTime() throws Exception {
        RouterScope router = routers.start("drains", "SwapDrainTime", "1 second");
        commands.call("tls:use", ROUTER, "twin");
        LinkPeer his = open(router);
        commands.call("tls:use", ROUTER, "bc");
        LinkPeer other = open(router);
        long before = System.nanoTime();
        Thread stopping = new Thread(this::stopTwin, "stopping");
        stopping.start();
        Thread.sleep(300);
        his.createsCircuit();
        assertEquals("it says good-bye", ALERT, his.rest());
        long millis = (System.nanoTime() - before) / 1_000_000;
        stopping.join();
        assertTrue("ended after " + millis + " ms", millis >= 1000 && millis < 10_000);
        other.createsCircuit();
        assertEquals(List.of("bc"), commands.column("tls:sessions", "provider", ROUTER));
    }

    private void stopTwin() {
        try {
            twin.stop();
        } catch (Exception fault) {
            throw new IllegalStateException(fault);
        }
    }

    @Test
    public void withoutAnyNewLinksWaitForTheNext() throws Exception {
        RouterScope router = routers.start("parked");
        twin.stop();
        bundleNamed(TLS).stop();
        bundleNamed(JdkTlsIT.TLS).stop();
        LinkPeer peer = LinkPeer.dial(Routers.orPort(router));
        peers.add(peer);
        assertTrue("somebody answered", peer.hearsNothing(500));
        assertEquals(List.of("-"), commands.column("tls:sessions", "provider", ROUTER));
        assertTrue(Routers.connections(router).stream().anyMatch(line -> line.contains("NO_TLS")));
        assertFalse(Routers.connections(router).stream().anyMatch(line -> line.contains("NO_TYPE")));
        twin.start();
        peer.handshake();
        peer.versions();
        peer.netinfo();
        peer.createsCircuit();
        assertEquals(List.of("twin"), commands.column("tls:sessions", "provider", ROUTER));
    }

    @Test
    public void everySlotOfARouterIsListed() throws Exception {
        routers.start("slots");
        List<String> slots = commands.column("slot:list", "slot", ROUTER);
        List<String> expected = List.of("tls", "buffer", "scheduler", "circuitmux", "channel", "congestion", "conn.or");
        assertTrue(slots.toString(), slots.containsAll(expected));
        String line = ((List<?>) commands.call("slot:list", ROUTER))
                .stream()
                        .map(Object::toString)
                        .filter(each -> each.contains("slot=tls"))
                        .findFirst()
                        .orElseThrow();
        assertTrue(line, line.contains("bc") && line.contains("twin"));
    }
}
