package org.tropea.path.shell;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tropea.net.path.GuardStatus;
import org.tropea.net.path.PathChooser;
import org.tropea.path.PathRoleFactory;

/** {@code guard:list}. */
@Component(
        service = GuardCommands.class,
        property = {
            "osgi.command.scope=guard",
            "osgi.command.function=list",
            "tropea.command.reads=list",
            "tropea.command.options=router",
            "tropea.command.complete.router=routers",
            "tropea.command.help.list=First hops in order of preference"
        })
public final class GuardCommands {
    private final PathRoleFactory paths;

    /** Commands about the guards that {@code paths} keeps. */
    @Activate
    public GuardCommands(@Reference PathRoleFactory paths) {
        this.paths = paths;
    }

    /**
     * One line of {@code guard:list}: {@code role} is {@code primary}, {@code confirmed} or {@code sampled}, with its place;
     * {@code sampled} the day, not exact on purpose.
     */
    public record Line(String nickname, String id, String role, boolean usable, String reachable, String sampled) {
        static Line of(GuardStatus guard) {
            return new Line(
                    guard.nickname(),
                    "$" + guard.fingerprint().substring(0, 8),
                    guard.primary() >= 0
                            ? "primary " + guard.primary()
                            : guard.confirmed() >= 0 ? "confirmed " + guard.confirmed() : "sampled",
                    guard.usable(),
                    guard.reachable(),
                    guard.sampled().atZone(ZoneOffset.UTC).toLocalDate().toString());
        }
    }

    /** All sampled guards. */
    public List<Line> list(String router) {
        return find(router).guards().stream().map(Line::of).toList();
    }

    private PathChooser find(String router) {
        Map<String, PathChooser> running = paths.running();
        if (router == null && running.size() == 1) {
            return running.values().iterator().next();
        }
        PathChooser named = router == null ? null : running.get(router);
        if (named == null) {
            String asked = router == null ? "--router NAME is needed" : "router " + router + " chooses no paths";
            throw new IllegalArgumentException(asked + "; there are " + running.keySet());
        }
        return named;
    }

    /** Names of routers, for completion. */
    public List<String> routers() {
        return List.copyOf(paths.running().keySet());
    }
}
