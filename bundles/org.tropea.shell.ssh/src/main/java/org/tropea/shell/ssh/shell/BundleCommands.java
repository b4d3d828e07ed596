package org.tropea.shell.ssh.shell;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.Version;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.tropea.shell.ssh.command.ShellFault;
import org.tropea.shell.ssh.command.Values;
import org.tropea.shell.ssh.print.Printable;

/**
 * The commands {@code bundle:list}, {@code install}, {@code update} and {@code uninstall}, on the shell session's
 * thread. Bundles come from files of the relay's host only: a relay fetches no code from a network.
 */
@Component(
        service = BundleCommands.class,
        property = {
            "osgi.command.scope=bundle",
            "osgi.command.function=list",
            "osgi.command.function=install",
            "osgi.command.function=update",
            "osgi.command.function=uninstall",
            "tropea.command.reads=list",
            "tropea.command.complete.bundle=names",
            "tropea.command.complete.file=" + Values.FILES,
            "tropea.command.help.list=The bundles, their state and version",
            "tropea.command.help.install=Installs and starts FILE, a jar of this host",
            "tropea.command.help.update=Replaces BUNDLE by FILE, or reads it again",
            "tropea.command.help.uninstall=Stops and removes BUNDLE, an id or a name"
        })
public final class BundleCommands {
    private final Bundle own;
    private final Signers signers;
    private final BundleContext context;

    /**
     * One bundle.
     *
     * @param id the framework's number for it
     * @param state as the framework names it, in lower case
     */
    public record Row(long id, String state, String bundle, String version) {
        static Row of(Bundle bundle) {
            return new Row(
                    bundle.getBundleId(),
                    stateOf(bundle),
                    String.valueOf(bundle.getSymbolicName()),
                    bundle.getVersion().toString());
        }
    }

    /**
     * What a command has done.
     *
     * @param before the version before, null for a new bundle
     * @param services interfaces of the services that it offers now, each once
     */
    public record Change(long id, String state, String bundle, String version, String before, List<String> services) {
        static Change of(Bundle bundle, Version before) {
            Row now = Row.of(bundle);
            ServiceReference<?>[] offered =
                    bundle.getState() == Bundle.UNINSTALLED ? null : bundle.getRegisteredServices();
            List<String> services = Arrays.stream(offered == null ? new ServiceReference<?>[0] : offered)
                    .flatMap(service -> Arrays.stream((String[]) service.getProperty(Constants.OBJECTCLASS)))
                    .map(name -> name.substring(name.lastIndexOf('.') + 1))
                    .distinct()
                    .sorted()
                    .toList();
            String from = before == null ? null : before.toString();
            return new Change(now.id(), now.state(), now.bundle(), now.version(), from, services);
        }
    }

    /** Works on the framework that this bundle runs in. */
    @Activate
    public BundleCommands(BundleContext context) {
        own = context.getBundle();
        signers = new Signers(context);
        // The system bundle's: what is installed here stays when the shell's bundle goes.
        this.context = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).getBundleContext();
    }

    /** Every bundle in order of its number. */
    public List<Row> list() {
        return Arrays.stream(context.getBundles()).map(Row::of).toList();
    }

    /** Names that can be given for BUNDLE. */
    public List<String> names() {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> bundle.getBundleId() != Constants.SYSTEM_BUNDLE_ID)
                .flatMap(bundle -> Stream.of(String.valueOf(bundle.getBundleId()), bundle.getSymbolicName()))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    /** Installs and starts; a bundle that does not start is not left behind. */
    public Change install(String file) throws IOException, BundleException {
        Path jar = jar(file);
        String location = jar.toUri().toString();
        if (context.getBundle(location) != null) {
            throw ShellFault.usage(jar + " is installed already; bundle:update reads it again");
        }
        signers.check(jar);
        try (InputStream in = Files.newInputStream(jar)) {
            Bundle bundle = context.installBundle(location, in);
            start(bundle);
            return Change.of(bundle, null);
        }
    }

    private static void start(Bundle bundle) throws BundleException {
        try {
            if (bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null) {
                bundle.start();
            }
        } catch (BundleException | RuntimeException e) {
            bundle.uninstall();
            throw e;
        }
    }

    /** Reads the bundle's own location again. */
    public Change update(String bundle) throws IOException, BundleException {
        Bundle found = find(bundle);
        Version before = found.getVersion();
        signers.checkLocation(ownFile(found));
        found.update();
        return Change.of(found, before);
    }

    /** Where the framework would read it again; refused when that is no file, but a network for example. */
    private static String ownFile(Bundle bundle) {
        String header = bundle.getHeaders("").get(Constants.BUNDLE_UPDATELOCATION);
        String location = header == null ? bundle.getLocation() : header;
        if (!location.matches("(reference:)?file:/.*")) {
            throw ShellFault.usage(Printable.of(location) + " is where " + bundle.getSymbolicName()
                    + " comes from; accepted are files of this host: name a FILE");
        }
        return location;
    }

    /** Replaces the bundle's content by a jar file; its number and location stay. */
    public Change update(String bundle, String file) throws IOException, BundleException {
        Bundle found = find(bundle);
        Version before = found.getVersion();
        Path jar = jar(file);
        signers.check(jar);
        try (InputStream in = Files.newInputStream(jar)) {
            found.update(in);
        }
        return Change.of(found, before);
    }

    /** Stops and removes; not the shell itself, whose outcome nobody could be told. */
    public Change uninstall(String bundle) throws BundleException {
        Bundle found = find(bundle);
        if (found.equals(own)) {
            throw ShellFault.usage(bundle + " is this shell; it ends when its configuration goes, and can be updated");
        }
        Version before = found.getVersion();
        found.uninstall();
        return Change.of(found, before);
    }

    private Bundle find(String name) {
        boolean number = name.matches("[0-9]{1,18}");
        List<Bundle> found = Arrays.stream(context.getBundles())
                .filter(b -> number ? b.getBundleId() == Long.parseLong(name) : name.equals(b.getSymbolicName()))
                .toList();
        if (found.size() != 1) {
            throw ShellFault.usage(
                    (found.isEmpty() ? "no bundle is " : "several bundles are ") + name + "; bundle:list has the ids");
        }
        if (found.get(0).getBundleId() == Constants.SYSTEM_BUNDLE_ID) {
            throw ShellFault.usage("bundle 0 is the framework itself, which runs everything else");
        }
        return found.get(0);
    }

    private static Path jar(String file) {
        Path path = Path.of(file.startsWith("file:") ? file.substring("file:".length()) : file);
        if (!path.isAbsolute() || !Files.isRegularFile(path)) {
            throw ShellFault.usage("FILE is " + file + "; accepted is the absolute path of a jar file of this host");
        }
        requireBundle(path);
        return path.normalize();
    }

    /** Before a running bundle is stopped for it. */
    private static void requireBundle(Path path) {
        try (JarFile jar = new JarFile(path.toFile(), false)) {
            Manifest manifest = jar.getManifest();
            if (manifest != null && manifest.getMainAttributes().getValue(Constants.BUNDLE_SYMBOLICNAME) != null) {
                return;
            }
        } catch (IOException damaged) {
            throw ShellFault.usage("FILE is " + path + ", which is no jar: " + damaged.getMessage());
        }
        throw ShellFault.usage("FILE is " + path + "; accepted is a jar whose manifest has a Bundle-SymbolicName");
    }

    private static String stateOf(Bundle bundle) {
        return switch (bundle.getState()) {
            case Bundle.ACTIVE -> "active";
            case Bundle.STARTING -> "starting";
            case Bundle.STOPPING -> "stopping";
            case Bundle.RESOLVED -> "resolved";
            case Bundle.INSTALLED -> "installed";
            default -> "uninstalled";
        };
    }
}
