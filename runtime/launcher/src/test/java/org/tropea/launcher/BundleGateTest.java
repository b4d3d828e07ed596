package org.tropea.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.launch.Framework;

/** A real Felix behind the gate: what was there before, what is signed, and nothing else, runs. */
class BundleGateTest {
    @TempDir
    static Path keys;

    private static SigningKey ours;

    @TempDir
    Path folder;

    private Framework framework;
    private BundleGate gate;

    /** Leaves a property behind when it runs, whoever runs it. */
    public static final class Mark implements BundleActivator {
        static final String RAN = "tropea.test.mark";

        @Override
        public void start(BundleContext context) {
            System.setProperty(RAN, "ran");
        }

        @Override
        public void stop(BundleContext context) {
            System.clearProperty(RAN);
        }
    }

    @BeforeAll
    static void key() throws Exception {
        // As the launcher does, before the first framework.
        System.setProperty("felix.extensions.disable", "true");
        ours = SigningKey.create(keys, "ours");
    }

    @BeforeEach
    void start() throws Exception {
        System.clearProperty(Mark.RAN);
        Path cache = folder.resolve("cache");
        framework = new FrameworkFactory()
                .newFramework(Map.of("org.osgi.framework.storage", cache.toString(), "felix.log.level", "0"));
        framework.init();
        gate = BundleGate.open(framework.getBundleContext(), Set.of(ours.fingerprint()), cache);
    }

    @AfterEach
    void stop() throws Exception {
        framework.stop();
        framework.waitForStop(10_000);
        System.clearProperty(Mark.RAN);
    }

    private void running() throws Exception {
        gate.close();
        framework.start();
    }

    private Path unsigned(String name, String headers) throws Exception {
        String all = "Bundle-Activator: " + Mark.class.getName() + "\nImport-Package: org.osgi.framework\n" + headers;
        return Jars.bundle(folder.resolve(name + ".jar"), name, all, Jars.classFile(Mark.class));
    }

    private Path signed(Path jar) throws Exception {
        return ours.sign(jar, folder.resolve("signed-" + jar.getFileName()), "OURS");
    }

    private Bundle install(Path jar) throws Exception {
        return framework.getBundleContext().installBundle(jar.toUri().toString());
    }

    private void assertRefused(Bundle bundle) {
        assertThrows(BundleException.class, bundle::start);
        assertThrows(ClassNotFoundException.class, () -> bundle.loadClass(Mark.class.getName()));
        assertEquals(Bundle.INSTALLED, bundle.getState());
        assertNull(System.getProperty(Mark.RAN));
    }

    @Test
    void whatIsSignedRuns() throws Exception {
        running();
        install(signed(unsigned("x", ""))).start();
        assertEquals("ran", System.getProperty(Mark.RAN));
    }

    @Test
    void whatIsNotSignedIsNeverResolved() throws Exception {
        running();
        assertRefused(install(unsigned("x", "")));
    }

    @Test
    void theInstallationsOwnRunAsTheyAre() throws Exception {
        Bundle own = framework
                .getBundleContext()
                .installBundle("reference:" + unsigned("own", "").toUri());
        running();
        own.start();
        assertEquals("ran", System.getProperty(Mark.RAN));
    }

    @Test
    void anUpdateIsJudgedAgain() throws Exception {
        running();
        Bundle bundle = install(signed(unsigned("x", "")));
        bundle.start();
        try (var in = Files.newInputStream(unsigned("x", "Bundle-Version: 2\n"))) {
            bundle.update(in);
        } catch (BundleException refused) {
            assertFalse(refused.getMessage().isEmpty());
        }
        assertEquals("2.0.0", bundle.getVersion().toString());
        assertRefused(bundle);
        try (var in = Files.newInputStream(signed(unsigned("x", "Bundle-Version: 3\n")))) {
            bundle.update(in);
        }
        bundle.start();
        assertEquals("ran", System.getProperty(Mark.RAN));
    }

    @Test
    void aBundleOfTheInstallationMayBeUpdatedByASignedOneOnly() throws Exception {
        Bundle own = install(unsigned("own", ""));
        running();
        own.start();
        try (var in = Files.newInputStream(unsigned("own", "Bundle-Version: 2\n"))) {
            own.update(in);
        } catch (BundleException refused) {
            assertFalse(refused.getMessage().isEmpty());
        }
        assertRefused(own);
    }

    @Test
    void whatIsRefusedKeepsNothingElseFromRunning() throws Exception {
        running();
        Bundle refused = install(unsigned("x", ""));
        Bundle good = install(signed(unsigned("y", "")));
        assertRefused(refused);
        good.start();
        assertEquals("ran", System.getProperty(Mark.RAN));
    }

    @Test
    void whatNeedsNothingIsRefusedToo() throws Exception {
        running();
        Bundle bundle = install(Jars.bundle(folder.resolve("n.jar"), "n", "", Jars.classFile(SigningKey.class)));
        assertThrows(BundleException.class, bundle::start);
        assertThrows(ClassNotFoundException.class, () -> bundle.loadClass(SigningKey.class.getName()));
    }

    @Test
    void aReferenceIsRefusedEvenIfItIsSigned() throws Exception {
        running();
        Path jar = signed(unsigned("x", ""));
        assertRefused(framework.getBundleContext().installBundle("reference:" + jar.toUri()));
    }

    @Test
    void aDirectoryIsRefused() throws Exception {
        running();
        Path directory = folder.resolve("exploded");
        for (Map.Entry<String, byte[]> entry :
                Jars.read(signed(unsigned("x", ""))).entrySet()) {
            Path file = directory.resolve(entry.getKey());
            Files.createDirectories(file.getParent());
            Files.write(file, entry.getValue());
        }
        assertRefused(framework.getBundleContext().installBundle("reference:" + directory.toUri()));
    }

    @Test
    void anUnsignedFragmentDoesNotGetIntoASignedHost() throws Exception {
        running();
        Map<String, byte[]> code = new LinkedHashMap<>(Map.of("inside", new byte[1]));
        Path fragment = Jars.bundle(folder.resolve("f.jar"), "f", "Fragment-Host: x\n", code);
        Bundle refused = install(fragment);
        Bundle host = install(signed(unsigned("x", "")));
        host.start();
        assertNull(host.getResource("inside"));
        assertEquals(Bundle.INSTALLED, refused.getState());
    }

    @Test
    void anExtensionOfTheFrameworkDoesNotRun() throws Exception {
        running();
        Path extension = Jars.bundle(
                folder.resolve("extension.jar"),
                "extension",
                "Fragment-Host: system.bundle; extension:=framework\nExtensionBundle-Activator: " + Mark.class.getName()
                        + "\n",
                Jars.classFile(Mark.class));
        assertThrows(BundleException.class, () -> install(extension));
        assertNull(System.getProperty(Mark.RAN));
    }

    @Test
    void aSignedBundleDoesNotGetClassesFromAnUnsignedOne() throws Exception {
        running();
        Bundle provider = install(unsigned("p", "Export-Package: org.tropea.launcher\n"));
        Bundle user = install(signed(Jars.bundle(
                folder.resolve("u.jar"), "u", "Import-Package: org.tropea.launcher\n", Map.of("a", new byte[1]))));
        assertThrows(BundleException.class, user::start);
        assertEquals(Bundle.INSTALLED, provider.getState());
    }

    /** An operator may update bundle 0: the framework stops all bundles and starts them again, out of its cache. */
    @Test
    void theGateStaysWhenTheFrameworkStartsAnew() throws Exception {
        running();
        Bundle refused = install(unsigned("x", ""));
        assertRefused(refused);
        framework.update();
        assertEquals(
                FrameworkEvent.STOPPED_UPDATE, framework.waitForStop(10_000).getType());
        for (int i = 0; framework.getState() != Bundle.ACTIVE && i < 1_000; i++) {
            Thread.sleep(10);
        }
        assertEquals(Bundle.ACTIVE, framework.getState());
        assertRefused(framework.getBundleContext().getBundle(refused.getBundleId()));
        assertRefused(install(unsigned("y", "")));
    }
}
