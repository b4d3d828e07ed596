package org.tropea.authority.shell;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tropea.authority.relays.Register;
import org.tropea.authority.relays.RelayStatus;
import org.tropea.authority.role.AuthorityFactory;
import org.tropea.authority.role.AuthorityRole;
import org.tropea.flow.fault.LocalFault;
import org.tropea.netdoc.value.Octets;
import org.tropea.netdoc.value.ValueFault;

/** {@code auth:relays}, {@code auth:why}. */
@Component(
        service = RelayCommands.class,
        property = {
            "osgi.command.scope=auth",
            "osgi.command.function=relays",
            "osgi.command.function=why",
            "tropea.command.reads=relays",
            "tropea.command.reads=why",
            "tropea.command.options=router",
            "tropea.command.complete.router=routers",
            "tropea.command.complete.fingerprint=fingerprints",
            "tropea.command.help.relays=The relays that this authority knows",
            "tropea.command.help.why=Why a relay is Running, or not, or refused"
        })
public final class RelayCommands {
    private static final int SHORT = 8;
    private static final int WHOLE = 40;

    private final AuthorityFactory authorities;
    private final Clock clock;

    /** Commands about the relays of {@code authorities}. */
    @Activate
    public RelayCommands(@Reference AuthorityFactory authorities) {
        this.authorities = authorities;
        this.clock = Clock.systemUTC();
    }

    /**
     * One line of {@code auth:relays}. {@code state}: up, down or invalid; {@code id} begins its fingerprint;
     * {@code reached} and {@code came}: seconds since we reached it and since it last connected to us, -1 for never;
     * {@code up}, {@code mtbf} and {@code known} in seconds, {@code wfu} in percent.
     */
    public record Line(
            String relay,
            String id,
            String version,
            String state,
            boolean pinned,
            long reached,
            long came,
            long up,
            long mtbf,
            double wfu,
            long known) {
        static Line of(RelayStatus relay, long now) {
            return new Line(
                    relay.nickname(),
                    relay.fingerprint().substring(0, SHORT),
                    relay.version(),
                    !relay.valid() ? "invalid" : relay.running() ? "up" : "down",
                    relay.pinned(),
                    ago(relay.reached(), now),
                    ago(relay.came(), now),
                    relay.upFor(),
                    relay.timeBetweenFailures(),
                    Math.round(1000 * relay.uptimeFraction()) / 10.0,
                    relay.timeKnown());
        }

        private static long ago(long time, long now) {
            return time == 0 ? -1 : now - time;
        }
    }

    /** The relays, by nickname. */
    public List<Line> relays(String router) throws LocalFault {
        long now = clock.instant().getEpochSecond();
        return find(router).ask(Register::status).stream()
                .map(relay -> Line.of(relay, now))
                .toList();
    }

    /** Why the relay with this fingerprint, or the beginning of one, or nickname, stands as it does. */
    public List<String> why(String router, String fingerprint) throws LocalFault {
        Register register = find(router);
        String wanted = fingerprint.replaceFirst("^\\$", "").toUpperCase(Locale.ROOT);
        List<String> known = register.ask(Register::status).stream()
                .filter(relay -> relay.fingerprint().startsWith(wanted)
                        || relay.nickname().equalsIgnoreCase(fingerprint))
                .map(RelayStatus::fingerprint)
                .toList();
        if (known.size() > 1) {
            throw new IllegalArgumentException(fingerprint + " is each of " + known + "; say more of it");
        }
        Octets identity = identity(known.isEmpty() ? wanted : known.get(0));
        return register.ask(all -> all.why(identity));
    }

    private static Octets identity(String hex) {
        try {
            if (hex.length() == WHOLE) {
                return Octets.ofHex(hex);
            }
        } catch (ValueFault malformed) {
            // told below
        }
        throw new IllegalArgumentException(
                hex + " is no relay that is known; of others only the whole fingerprint is accepted, 40 digits");
    }

    private Register find(String router) {
        Map<String, AuthorityRole> running = authorities.running();
        if (running.isEmpty()) {
            throw new IllegalStateException("no router is an authority; AuthoritativeDirectory 1 makes one");
        }
        AuthorityRole found = router == null && running.size() == 1
                ? running.values().iterator().next()
                : router == null ? null : running.get(router);
        if (found == null) {
            String asked = router == null ? "--router NAME is needed" : "router " + router + " is no authority";
            throw new IllegalArgumentException(asked + "; authorities are " + running.keySet());
        }
        return found.register();
    }

    /** Names of routers that are authorities, for completion. */
    public List<String> routers() {
        return List.copyOf(authorities.running().keySet());
    }

    /** The fingerprints of all relays, for completion. */
    public List<String> fingerprints() throws LocalFault {
        List<String> all = new ArrayList<>();
        for (AuthorityRole role : authorities.running().values()) {
            role.register().ask(Register::status).forEach(relay -> all.add(relay.fingerprint()));
        }
        return all;
    }
}
