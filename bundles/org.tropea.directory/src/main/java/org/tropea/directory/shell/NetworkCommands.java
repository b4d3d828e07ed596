package org.tropea.directory.shell;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tropea.directory.fetch.MirrorStatus;
import org.tropea.directory.network.DirectoryFactory;
import org.tropea.directory.network.DirectoryRole;
import org.tropea.directory.network.DirectoryStatus;

/** {@code dir:status} and {@code dir:mirrors}. */
@Component(
        service = NetworkCommands.class,
        property = {
            "osgi.command.scope=dir",
            "osgi.command.function=status",
            "osgi.command.function=mirrors",
            "tropea.command.reads=status",
            "tropea.command.reads=mirrors",
            "tropea.command.options=router",
            "tropea.command.complete.router=routers",
            "tropea.command.help.status=Consensus, microdescriptors, how far it is",
            "tropea.command.help.mirrors=Who is asked for directory documents"
        })
public final class NetworkCommands {
    private final DirectoryFactory directories;
    private final Clock clock;

    /** Commands about the routers' {@code directories}. */
    @Activate
    public NetworkCommands(@Reference DirectoryFactory directories) {
        this.directories = directories;
        this.clock = Clock.systemUTC();
    }

    /**
     * {@code dir:status}; {@code freshFor}, {@code validFor} and {@code nextFetch} are seconds from now, below 0 when
     * that is past.
     */
    public record Sheet(
            String bootstrapped,
            String consensus,
            int relays,
            long freshFor,
            long validFor,
            long nextFetch,
            int certificates,
            int microdescriptors,
            int missing,
            String paths,
            String serves,
            int mirrors) {
        static Sheet of(DirectoryStatus status, long now) {
            boolean known = status.validUntil() > 0;
            return new Sheet(
                    status.phase().percent() + "% (" + status.phase().tag() + ")",
                    status.consensus(),
                    status.relays(),
                    known ? status.freshUntil() - now : 0,
                    known ? status.validUntil() - now : 0,
                    Math.max(0, status.nextFetch() - now),
                    status.certificates(),
                    status.microdescriptors(),
                    status.missing(),
                    String.format(Locale.ROOT, "%.0f%%", status.pathFraction() * 100),
                    status.serves() ? "yes" : "no",
                    status.mirrors().size());
        }
    }

    /** How the directory stands. */
    public Sheet status(String router) {
        return Sheet.of(find(router), clock.instant().getEpochSecond());
    }

    /** Who is asked for documents. */
    public List<MirrorStatus> mirrors(String router) {
        return find(router).mirrors();
    }

    private DirectoryStatus find(String router) {
        Map<String, DirectoryRole> running = directories.running();
        if (router == null && running.size() == 1) {
            return running.values().iterator().next().status();
        }
        if (running.isEmpty()) {
            throw new IllegalStateException(
                    "no router has a DirAuthority line with v3ident; router:list says what runs");
        }
        DirectoryRole named = router == null ? null : running.get(router);
        if (named == null) {
            String asked = router == null ? "--router NAME is needed" : "router " + router + " has no directory";
            throw new IllegalArgumentException(asked + "; there are " + running.keySet());
        }
        return named.status();
    }

    /** Names of routers that have a directory, for completion. */
    public List<String> routers() {
        return List.copyOf(directories.running().keySet());
    }
}
