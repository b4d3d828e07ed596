package org.tropea.torrc;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tropea.net.option.Options;

/**
 * Puts the torrc that the framework property {@code tropea.torrc} names into ConfigAdmin, as the factory configuration
 * {@code org.tropea.router~NAME}; NAME is the Nickname, or "default". Without the property it does nothing. A torrc
 * with a fault leaves the configuration as it is. Runs on the framework's thread, and on a signal's or a shell
 * session's for reload.
 */
@Component(service = TorrcConfigurator.class, immediate = true)
public final class TorrcConfigurator {
    /** The framework property with the path of the torrc. */
    public static final String TORRC = "tropea.torrc";

    /** The framework property with more arguments of the command line, one a line. */
    public static final String ARGUMENTS = "tropea.arguments";

    private static final String FACTORY = "org.tropea.router";
    private static final Logger LOG = LoggerFactory.getLogger(TorrcConfigurator.class);

    private final ConfigurationAdmin admin;
    private final String torrc;
    private final String arguments;

    /** The configuration's name once it is there: a router keeps it, whatever a reloaded Nickname says. */
    private String name;

    /** Reads the torrc at once. */
    @Activate
    public TorrcConfigurator(@Reference ConfigurationAdmin admin, BundleContext context) {
        this.admin = admin;
        this.torrc = context.getProperty(TORRC);
        this.arguments = context.getProperty(ARGUMENTS);
        if (torrc != null) {
            LOG.info("{}", reload());
            context.registerService(
                    new String[] {Runnable.class.getName(), Callable.class.getName()},
                    new Hangup(),
                    new Hashtable<>(Map.of("tropea.signal", "HUP")));
        }
    }

    /** What SIGHUP asks for: as a Runnable it tells the log, as a Callable its caller. */
    private final class Hangup implements Runnable, Callable<String> {
        @Override
        public void run() {
            LOG.info("{}", reload());
        }

        @Override
        public String call() throws TorrcFault, IOException {
            return read();
        }
    }

    /** Reads the torrc again and updates the configuration; returns one line that says what happened. */
    public synchronized String reload() {
        if (torrc == null) {
            return "no torrc: the framework property " + TORRC + " is not set";
        }
        try {
            return read();
        } catch (TorrcFault | IOException fault) {
            LOG.error("{}", fault.getMessage());
            return "the configuration stays as it is: " + fault.getMessage();
        }
    }

    private synchronized String read() throws TorrcFault, IOException {
        Torrc read = Torrc.of(commandLine().layers());
        read.check().forEach(LOG::warn);
        return publish(read.options());
    }

    private CommandLine commandLine() throws TorrcFault {
        List<String> line = new ArrayList<>(List.of("-f", Path.of(torrc).toString()));
        if (arguments != null && !arguments.isEmpty()) {
            line.addAll(Arrays.asList(arguments.split("\n", -1)));
        }
        return CommandLine.parse(line);
    }

    private String publish(Options options) throws IOException {
        if (name == null) {
            name = options.isSet("Nickname") ? options.text("Nickname") : "default";
        }
        Configuration configuration = admin.getFactoryConfiguration(FACTORY, name, "?");
        deleteOthers(configuration.getPid());
        boolean changed = configuration.updateIfDifferent(dictionary(options));
        return torrc + (changed ? " is in effect as " : " has not changed ") + configuration.getPid();
    }

    /** ConfigAdmin's store outlives the framework: a router that was made from this torrc under another name must go. */
    private void deleteOthers(String pid) throws IOException {
        for (Configuration stored : ours()) {
            if (!stored.getPid().equals(pid)
                    && torrc.equals(stored.getProperties().get(TORRC))) {
                stored.delete();
            }
        }
    }

    private Configuration[] ours() throws IOException {
        try {
            Configuration[] found =
                    admin.listConfigurations("(&(service.factoryPid=" + FACTORY + ")(" + TORRC + "=*))");
            return found == null ? new Configuration[0] : found;
        } catch (InvalidSyntaxException constant) {
            throw new IllegalStateException(constant);
        }
    }

    private Dictionary<String, Object> dictionary(Options options) {
        Dictionary<String, Object> properties = new Hashtable<>(options.toMap());
        properties.put(TORRC, torrc);
        return properties;
    }
}
