package org.tropea.itests.container;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceReference;
import org.tropea.flow.scope.RouterScope;
import org.tropea.flow.tls.TlsProvider;

/** The JDK's TLS: it works from Java 25 on, and nobody hears of it before. Each test asserts one or the other. */
public class JdkTlsIT extends ContainerTest {
    static final String TLS = "org.tropea.tls.jdk";

    private static final int SINCE = 25;
    private static final boolean THERE = Runtime.version().feature() >= SINCE;
    /** There is only one. */
    private static final Object ROUTER = null;

    private List<String> providers() throws Exception {
        List<String> names = new ArrayList<>();
        for (ServiceReference<?> each : context.getAllServiceReferences(TlsProvider.class.getName(), null)) {
            names.add((String) each.getProperty(TlsProvider.NAME));
        }
        return names.stream().sorted().toList();
    }

    @Test
    public void itIsInTheInstallationAndResolvesWhereTheExporterIs() throws Exception {
        Bundle bundle = bundleNamed(TLS);
        assertEquals(THERE ? List.of("bc", "jdk") : List.of("bc"), providers());
        if (THERE) {
            assertEquals(Bundle.ACTIVE, bundle.getState());
        } else {
            assertEquals(Bundle.INSTALLED, bundle.getState());
            BundleException refused = assertThrows(BundleException.class, bundle::start);
            assertEquals(BundleException.RESOLVE_ERROR, refused.getType());
            assertTrue(refused.getMessage(), refused.getMessage().contains("osgi.ee"));
        }
    }

    @Test
    public void linksUseItWhenItIsChosenAndTheOtherWhereItIsNot() throws Exception {
        RouterScope router = routers.start("chooses");
        NamedCommands commands = new NamedCommands(context);
        if (THERE) {
            commands.call("tls:use", ROUTER, "jdk");
        } else {
            String refusal = commands.refusal("tls:use", ROUTER, "jdk");
            assertTrue(refusal, refusal.endsWith("accepted are auto and [bc]"));
        }
        try (LinkPeer peer = LinkPeer.open(Routers.orPort(router))) {
            peer.createsCircuit();
            assertEquals(List.of(THERE ? "jdk" : "bc"), commands.column("tls:sessions", "provider", ROUTER));
        }
    }
}
