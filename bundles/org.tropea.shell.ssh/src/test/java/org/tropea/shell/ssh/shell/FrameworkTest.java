package org.tropea.shell.ssh.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.apache.felix.framework.FrameworkFactory;
import org.apache.felix.service.command.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.launch.Framework;
import org.tropea.shell.ssh.command.Catalogue;
import org.tropea.shell.ssh.command.CommandTracker;
import org.tropea.shell.ssh.command.ShellCommand;
import org.tropea.shell.ssh.command.ShellFault;

/** Commands found in, and bundles changed through, a real framework. */
class FrameworkTest {
    @TempDir
    Path directory;

    private Framework framework;
    private BundleContext context;

    @BeforeEach
    void start() throws Exception {
        framework = new FrameworkFactory()
                .newFramework(Map.of(
                        "org.osgi.framework.storage", directory.resolve("cache").toString()));
        framework.start();
        context = framework.getBundleContext();
    }

    @AfterEach
    void stop() throws Exception {
        framework.stop();
        framework.waitForStop(10_000);
    }

    /** A command whose class this bundle does not know. */
    public static final class Foreign {
        public String list() {
            return "listed";
        }

        public void use() {
            // only its name matters
        }
    }

    private ServiceRegistration<?> register(Object functions, Object... more) {
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put("osgi.command.scope", "sched");
        properties.put("osgi.command.function", functions);
        for (int i = 0; i < more.length; i += 2) {
            properties.put(more[i].toString(), more[i + 1]);
        }
        return context.registerService(Foreign.class, new Foreign(), properties);
    }

    @Test
    void commandsComeAndGoWithTheirService() throws Exception {
        Catalogue catalogue = new Catalogue();
        CommandTracker tracker = new CommandTracker(context, catalogue, command -> (session, arguments) -> null);
        tracker.open(true);
        ServiceRegistration<?> registration = register(
                new String[] {"list", "use"},
                "tropea.command.reads",
                "list",
                "tropea.command.refresh",
                "list",
                "tropea.command.options",
                "router, channel",
                "tropea.command.help.list",
                "The schedulers");
        ShellCommand list = catalogue.find("sched:list");
        assertTrue(list.reads() && list.refreshes());
        assertEquals("The schedulers", list.help());
        assertEquals(2, list.options().size());
        assertFalse(catalogue.find("sched:use").reads());
        ServiceReference<?>[] forGogo =
                context.getServiceReferences(Function.class.getName(), "(osgi.command.scope=sched)");
        assertEquals(2, forGogo.length);
        assertEquals(1, forGogo[0].getProperty("service.ranking"));
        registration.unregister();
        assertEquals(List.of(), catalogue.all());
        assertEquals(
                0,
                context.getServiceReferences(Function.class, "(osgi.command.scope=sched)")
                        .size());
        tracker.close();
    }

    @Test
    void aCommandThatSaysNothingAboutItselfStaysGogosAlone() {
        Catalogue catalogue = new Catalogue();
        CommandTracker tracker = new CommandTracker(context, catalogue, command -> (session, arguments) -> null);
        tracker.open(true);
        register("list");
        assertEquals(List.of(), catalogue.all());
        tracker.close();
    }

    private Path jar(String name, String version, String more) throws Exception {
        return jar(name, version, more, null);
    }

    private Path jar(String name, String version, String more, String updates) throws Exception {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", name);
        main.putValue("Bundle-Version", version);
        if (more != null) {
            main.putValue("Import-Package", more);
        }
        if (updates != null) {
            main.putValue("Bundle-UpdateLocation", updates);
        }
        Path file = directory.resolve(name + "-" + version + ".jar");
        try (OutputStream out = Files.newOutputStream(file)) {
            new JarOutputStream(out, manifest).close();
        }
        return file;
    }

    @Test
    void aBundleIsInstalledUpdatedAndRemoved() throws Exception {
        BundleCommands commands = new BundleCommands(context);
        BundleCommands.Change one = commands.install(jar("x", "1.0.0", null).toString());
        assertEquals(new BundleCommands.Change(one.id(), "active", "x", "1.0.0", null, List.of()), one);
        BundleCommands.Change two = commands.update("x", jar("x", "2.0.0", null).toString());
        assertEquals(new BundleCommands.Change(one.id(), "active", "x", "2.0.0", "1.0.0", List.of()), two);
        assertTrue(commands.list().contains(new BundleCommands.Row(one.id(), "active", "x", "2.0.0")));
        assertTrue(commands.names().containsAll(List.of("x", String.valueOf(one.id()))));
        assertEquals("1.0.0", commands.update(String.valueOf(one.id())).version(), "its own file again");
        assertEquals("uninstalled", commands.uninstall("x").state());
        assertEquals(1, commands.list().size());
    }

    @Test
    void nothingIsReadAgainFromANetwork() throws Exception {
        BundleCommands commands = new BundleCommands(context);
        String url = "http://127.0.0.1:1/x.jar";
        commands.install(jar("x", "1.0.0", null, url).toString());
        ShellFault refused = assertThrows(ShellFault.class, () -> commands.update("x"));
        assertEquals(
                url + " is where x comes from; accepted are files of this host: name a FILE", refused.getMessage());
        assertEquals(
                "2.0.0",
                commands.update("x", jar("x", "2.0.0", null).toString()).version());
    }

    @Test
    void whatIsNoBundleStopsNothing() throws Exception {
        BundleCommands commands = new BundleCommands(context);
        BundleCommands.Change one = commands.install(jar("x", "1.0.0", null).toString());
        long before = context.getBundle(one.id()).getLastModified();
        Path text = Files.writeString(directory.resolve("text.jar"), "no jar");
        ShellFault refused = assertThrows(ShellFault.class, () -> commands.update("x", text.toString()));
        assertTrue(refused.getMessage().startsWith("FILE is " + text + ", which is no jar: "), refused.getMessage());
        Path plain = directory.resolve("plain.jar");
        new JarOutputStream(Files.newOutputStream(plain), new Manifest()).close();
        refused = assertThrows(ShellFault.class, () -> commands.update("x", plain.toString()));
        assertTrue(
                refused.getMessage().endsWith("a jar whose manifest has a Bundle-SymbolicName"), refused.getMessage());
        assertEquals(before, context.getBundle(one.id()).getLastModified());
        assertTrue(commands.list().contains(new BundleCommands.Row(one.id(), "active", "x", "1.0.0")));
    }

    @Test
    void whatDoesNotStartIsNotLeftBehind() throws Exception {
        BundleCommands commands = new BundleCommands(context);
        String broken = jar("broken", "1.0.0", "no.such.pack").toString();
        assertThrows(BundleException.class, () -> commands.install(broken));
        assertEquals(1, commands.list().size());
    }

    @Test
    void wrongNamesAreRefused() throws Exception {
        BundleCommands commands = new BundleCommands(context);
        assertThrows(ShellFault.class, () -> commands.install("relative.jar"));
        assertThrows(ShellFault.class, () -> commands.install("http://127.0.0.1/x.jar"));
        assertThrows(ShellFault.class, () -> commands.uninstall("nobody"));
        assertThrows(ShellFault.class, () -> commands.uninstall("0"));
        commands.install(jar("x", "1.0.0", null).toString());
        assertThrows(
                ShellFault.class, () -> commands.install(jar("x", "1.0.0", null).toString()));
    }
}
