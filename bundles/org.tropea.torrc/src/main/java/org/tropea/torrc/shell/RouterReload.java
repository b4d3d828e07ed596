package org.tropea.torrc.shell;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tropea.torrc.TorrcConfigurator;

/** The shell command {@code router:reload}: reads the torrc again, on the shell session's thread. */
@Component(
        service = RouterReload.class,
        property = {"osgi.command.scope=router", "osgi.command.function=reload"})
public final class RouterReload {
    private final TorrcConfigurator configurator;

    /** Works on the one torrc of this framework. */
    @Activate
    public RouterReload(@Reference TorrcConfigurator configurator) {
        this.configurator = configurator;
    }

    /** Reads the torrc again; returns one line that says what happened. */
    public String reload() {
        return configurator.reload();
    }
}
