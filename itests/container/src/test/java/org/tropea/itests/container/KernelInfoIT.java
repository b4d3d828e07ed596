package org.tropea.itests.container;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;

import java.lang.ref.WeakReference;
import org.junit.Test;
import org.osgi.framework.ServiceReference;
import org.tropea.flow.loop.KernelInfo;
import org.tropea.flow.loop.TcpState;

/** Asking the kernel works inside a container, natives included, and lets go of everything when its bundle leaves. */
public class KernelInfoIT extends ContainerTest {
    private static final String NAME = "org.tropea.sockinfo.linux";

    private ServiceReference<KernelInfo> offered() {
        return context.getServiceReference(KernelInfo.class);
    }

    @Test
    public void itAnswersAboutWhatIsNoSocket() {
        assertEquals("linux", offered().getProperty(KernelInfo.NAME));
        TcpState state = new TcpState();
        context.getService(offered()).reader().read(1_000_000, state);
        context.ungetService(offered());
        assertEquals("the socket is closed", state.why);
    }

    @Test
    public void itComesAndGoesWithItsBundle() throws Exception {
        routers.start("asks");
        bundleNamed(NAME).stop();
        assertNull(offered());
        bundleNamed(NAME).start();
        assertEquals("linux", offered().getProperty(KernelInfo.NAME));
    }

    @Test
    public void nothingKeepsItOnceUninstalled() throws Exception {
        routers.start("keeps");
        String location = bundleNamed(NAME).getLocation();
        WeakReference<ClassLoader> loader = uninstall(NAME);
        Await.until("its class loader is collected", () -> isGone(loader));
        context.installBundle(location).start();
        assertEquals("linux", offered().getProperty(KernelInfo.NAME));
    }
}
