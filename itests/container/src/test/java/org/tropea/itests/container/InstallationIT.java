package org.tropea.itests.container;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.List;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.tropea.flow.conn.ConnectionType;

/** What the installation's bundles are like before any router is configured. */
public class InstallationIT extends ContainerTest {
    private static final int SATISFIED = ComponentConfigurationDTO.SATISFIED;
    private static final int ACTIVE = ComponentConfigurationDTO.ACTIVE;

    @Test
    public void everyBundleRuns() {
        List<Bundle> still = installed()
                .filter(ContainerTest::suitsThisJava)
                .filter(each -> each.getHeaders().get(Constants.FRAGMENT_HOST) == null)
                .filter(each -> each.getState() != Bundle.ACTIVE)
                .toList();
        assertEquals(List.of(), still);
        assertTrue("fewer bundles than a relay has", installed().count() > 30);
    }

    @Test
    public void everyComponentIsSatisfied() {
        ServiceComponentRuntime scr = context.getService(context.getServiceReference(ServiceComponentRuntime.class));
        List<ComponentDescriptionDTO> ours = scr.getComponentDescriptionDTOs().stream()
                .filter(each -> each.bundle.symbolicName.startsWith("org.tropea."))
                .toList();
        List<String> waiting = ours.stream()
                .flatMap(each -> scr.getComponentConfigurationDTOs(each).stream())
                .filter(each -> each.state != SATISFIED && each.state != ACTIVE)
                .map(each -> each.description.name)
                .filter(name -> !name.equals("org.tropea.router.RouterComponent"))
                .toList();
        assertEquals(List.of(), waiting);
        assertTrue("fewer components than a relay has", ours.size() > 12);
    }

    @Test
    public void theSystemBundleExportsNothingOfOurs() {
        List<Object> packages = context
                .getBundle(Constants.SYSTEM_BUNDLE_LOCATION)
                .adapt(BundleWiring.class)
                .getCapabilities(BundleRevision.PACKAGE_NAMESPACE)
                .stream()
                .map(BundleCapability::getAttributes)
                .map(attributes -> attributes.get(BundleRevision.PACKAGE_NAMESPACE))
                .filter(name -> name.toString().startsWith("org.tropea"))
                .toList();
        assertEquals(List.of(), packages);
        assertEquals(bundleNamed("org.tropea.flow"), FrameworkUtil.getBundle(ConnectionType.class));
    }
}
