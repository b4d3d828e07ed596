package org.tropea.itests.container;

import static org.junit.Assert.assertTrue;
import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;
import static org.ops4j.pax.exam.CoreOptions.junitBundles;
import static org.ops4j.pax.exam.CoreOptions.options;
import static org.ops4j.pax.exam.CoreOptions.systemTimeout;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.junit.After;
import org.junit.Before;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;

/**
 * A test inside a container that runs the installation's bundles ({@code bundle/}, in the order of
 * {@code conf/start.order}); the installation is the folder named by the system property {@code tropea.home}. One
 * container for each test class. After each test its routers are gone and all bundles run again.
 */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public abstract class ContainerTest {
    private static final int START_MILLIS = 60_000;

    @Inject
    protected BundleContext context;

    protected Routers routers;

    /** What the container starts; evaluated outside of it. */
    @Configuration
    public Option[] installation() throws IOException {
        Path home = Path.of(System.getProperty("tropea.home")).toAbsolutePath().normalize();
        Path watched = Files.createDirectories(Path.of("target/watched").toAbsolutePath());
        return options(
                systemTimeout(START_MILLIS),
                frameworkProperty("felix.fileinstall.dir").value(watched.toString()),
                frameworkProperty("org.ops4j.pax.logging.DefaultServiceLog.level")
                        .value("WARN"),
                composite(bundles(home)),
                junitBundles());
    }

    private static Option[] bundles(Path home) throws IOException {
        List<Option> bundles = new ArrayList<>();
        for (String name : Files.readAllLines(home.resolve("conf/start.order"))) {
            Path jar = home.resolve("bundle").resolve(name);
            bundles.add(bundle(jar.toUri().toString()).start(JavaNeeds.of(jar).here()));
        }
        return bundles.toArray(Option[]::new);
    }

    @Before
    public void watchRouters() {
        routers = new Routers(context);
    }

    @After
    public void tidyUp() throws Exception {
        routers.close();
        for (Bundle each : installed().filter(ContainerTest::suitsThisJava).toList()) {
            start(each);
        }
    }

    /** The bundles of the container that were provisioned by us, not by the test driver. */
    Stream<Bundle> installed() {
        return Stream.of(context.getBundles()).filter(each -> each.getLocation().contains("/tropea/bundle/"));
    }

    /** Whether this Java is late enough for it. */
    static boolean suitsThisJava(Bundle each) {
        return JavaNeeds.of(each.getHeaders().get(Constants.REQUIRE_CAPABILITY)).here();
    }

    /** The bundle of that symbolic name. */
    Bundle bundleNamed(String symbolicName) {
        List<Bundle> found = installed()
                .filter(each -> each.getSymbolicName().equals(symbolicName))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " bundles are called " + symbolicName);
        }
        return found.get(0);
    }

    private static void start(Bundle each) throws BundleException {
        boolean fragment = each.getHeaders().get("Fragment-Host") != null;
        if (!fragment && each.getState() != Bundle.ACTIVE) {
            each.start();
        }
    }

    /** Uninstalls a bundle and refreshes; returns its class loader, if anything keeps that. */
    protected WeakReference<ClassLoader> uninstall(String name) throws Exception {
        Bundle bundle = bundleNamed(name);
        ClassLoader loader = bundle.adapt(BundleWiring.class).getClassLoader();
        bundle.uninstall();
        CountDownLatch refreshed = new CountDownLatch(1);
        context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION)
                .adapt(FrameworkWiring.class)
                .refreshBundles(List.of(bundle), event -> refreshed.countDown());
        assertTrue(refreshed.await(30, TimeUnit.SECONDS));
        return new WeakReference<>(loader);
    }

    /** Whether nothing keeps it. */
    protected static boolean isGone(WeakReference<ClassLoader> loader) {
        System.gc();
        return loader.get() == null;
    }
}
