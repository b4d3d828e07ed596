package org.tropea.shell.ssh;

import java.nio.file.Path;
import java.security.Security;
import java.time.Clock;
import java.util.Map;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.threadio.ThreadIO;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tropea.shell.ssh.command.Catalogue;
import org.tropea.shell.ssh.command.CommandTracker;
import org.tropea.shell.ssh.server.ServerFault;
import org.tropea.shell.ssh.server.Settings;
import org.tropea.shell.ssh.server.ShellFactories;
import org.tropea.shell.ssh.server.SshService;
import org.tropea.shell.ssh.session.Audit;
import org.tropea.shell.ssh.session.GogoFunction;
import org.tropea.shell.ssh.session.Identity;
import org.tropea.shell.ssh.session.LineShell;
import org.tropea.shell.ssh.session.OperatorShell;
import org.tropea.shell.ssh.session.Role;
import org.tropea.shell.ssh.session.Streams;
import org.tropea.shell.ssh.session.ViewerShell;

/** The remote shell, for as long as its configuration exists. A configuration that cannot be run is logged as one line. */
@Component(
        configurationPid = "org.tropea.shell.ssh",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        immediate = true,
        service = {})
@Designate(ocd = SshShellConfig.class)
public final class SshShell implements ShellFactories {
    private static final Logger LOG = LoggerFactory.getLogger(SshShell.class);

    private final BundleContext context;
    private final CommandProcessor processor;
    private final Catalogue catalogue = new Catalogue();
    private final Audit audit = new Audit(Clock.systemUTC(), LoggerFactory.getLogger(Audit.LOGGER)::info);
    private final CommandTracker tracker;
    private final Registrations registrations;
    private final boolean ownProvider;
    private Settings settings;
    private SshService service;

    /** Offers the commands to Gogo, then listens. */
    @Activate
    public SshShell(
            BundleContext context,
            @Reference CommandProcessor processor,
            @Reference ThreadIO threadIo,
            Map<String, Object> properties) {
        this.context = context;
        this.processor = processor;
        ownProvider = Security.addProvider(new BouncyCastleProvider()) >= 0;
        tracker = new CommandTracker(context, catalogue, command -> new GogoFunction(command, threadIo));
        tracker.open(true);
        registrations = new Registrations(context, processor, catalogue);
        modified(properties);
    }

    /** A change restarts the server when it can be run; else the running one stays. */
    @Modified
    void modified(Map<String, Object> properties) {
        try {
            Settings wanted = Settings.of(properties, base());
            if (!wanted.equals(settings) || service == null) {
                restart(wanted);
            }
        } catch (ServerFault fault) {
            LOG.error(
                    "SSH shell: {}{}", fault.getMessage(), service == null ? "" : "; the running configuration stays");
        }
    }

    /** Where the address stays the old server must end first; it comes back when the new one cannot start. */
    private void restart(Settings wanted) throws ServerFault {
        SshService.check(wanted);
        boolean addressStays = service != null && wanted.sameAddress(settings);
        if (addressStays) {
            stop();
        }
        SshService next = startOr(wanted, addressStays ? settings : null);
        stop();
        service = next;
        settings = wanted;
    }

    private SshService startOr(Settings wanted, Settings before) throws ServerFault {
        try {
            return SshService.start(wanted, this);
        } catch (ServerFault fault) {
            service = before == null ? service : SshService.start(before, this);
            throw fault;
        }
    }

    /** The DataDirectory; without the launcher, the stock installation's {@code data}. */
    private Path base() {
        String data = context.getProperty("tropea.data");
        return Path.of(data == null ? "data" : data).toAbsolutePath();
    }

    @Override
    public LineShell open(Identity who, Streams streams) {
        return who.role() == Role.OPERATOR
                ? new OperatorShell(processor, catalogue, audit, who, streams)
                : new ViewerShell(catalogue, audit, who, streams);
    }

    @Override
    public Catalogue catalogue() {
        return catalogue;
    }

    @Deactivate
    void deactivate() {
        stop();
        registrations.close();
        tracker.close();
        if (ownProvider) {
            Security.removeProvider(BouncyCastleProvider.PROVIDER_NAME);
        }
    }

    private void stop() {
        if (service != null) {
            service.close();
            service = null;
        }
    }
}
