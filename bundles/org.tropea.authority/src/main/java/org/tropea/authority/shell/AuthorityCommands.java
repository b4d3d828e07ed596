package org.tropea.authority.shell;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tropea.authority.role.AuthorityFactory;
import org.tropea.authority.role.AuthorityRole;
import org.tropea.authority.role.AuthorityStatus;
import org.tropea.netdoc.value.Times;

/** {@code auth:status} and {@code auth:votes}. */
@Component(
        service = AuthorityCommands.class,
        property = {
            "osgi.command.scope=auth",
            "osgi.command.function=status",
            "osgi.command.function=votes",
            "tropea.command.reads=status",
            "tropea.command.reads=votes",
            "tropea.command.options=router",
            "tropea.command.complete.router=routers",
            "tropea.command.help.status=The authority's round and its next times",
            "tropea.command.help.votes=Who voted and who signed in this round"
        })
public final class AuthorityCommands {
    /** So much of an identity is shown. */
    private static final int SHORT = 16;

    private final AuthorityFactory authorities;
    private final Clock clock;

    /** Commands about the routers that are {@code authorities}. */
    @Activate
    public AuthorityCommands(@Reference AuthorityFactory authorities) {
        this.authorities = authorities;
        this.clock = Clock.systemUTC();
    }

    /** {@code auth:status}; the times are seconds from now, below 0 when that is past. */
    public record Sheet(
            String round,
            String nextStep,
            long votesIn,
            long fetchesVotesIn,
            long computesIn,
            long fetchesSignaturesIn,
            long publishesIn,
            String sharedRandom,
            int method,
            String voted,
            String signed,
            int relays,
            String published,
            String refused) {
        static Sheet of(AuthorityStatus status, long now) {
            var times = status.timetable();
            int all = status.ballots().size();
            long voted = status.ballots().stream()
                    .filter(ballot -> ballot.votePublished() > 0)
                    .count();
            long signed = status.ballots().stream()
                    .filter(AuthorityStatus.Ballot::signed)
                    .count();
            return new Sheet(
                    Times.text(times.intervalStarts()),
                    status.next() == null ? "-" : status.next().name().toLowerCase(Locale.ROOT),
                    times.votingStarts() - now,
                    times.fetchVotes() - now,
                    times.votingEnds() - now,
                    times.fetchSignatures() - now,
                    times.intervalStarts() - now,
                    status.reveals() ? "reveal" : "commit",
                    status.method(),
                    voted + " of " + all,
                    signed + " of " + all,
                    status.relays(),
                    status.published(),
                    status.refused());
        }
    }

    /** {@code auth:votes}, a row for each authority, {@code identity} is the beginning of its v3 identity; {@code age} is that of its vote in seconds, 0 without one. */
    public record Row(String identity, String nickname, String voted, long age, int relays, String signed) {
        static Row of(AuthorityStatus.Ballot ballot, long now) {
            boolean voted = ballot.votePublished() > 0;
            return new Row(
                    ballot.identity().substring(0, SHORT),
                    ballot.nickname(),
                    voted ? "yes" : "no",
                    voted ? now - ballot.votePublished() : 0,
                    ballot.relays(),
                    ballot.signed() ? "yes" : "no");
        }
    }

    /** How the present round stands. */
    public Sheet status(String router) {
        return Sheet.of(find(router), clock.instant().getEpochSecond());
    }

    /** Who voted and who signed in the present round. */
    public List<Row> votes(String router) {
        long now = clock.instant().getEpochSecond();
        return find(router).ballots().stream()
                .map(ballot -> Row.of(ballot, now))
                .toList();
    }

    private AuthorityStatus find(String router) {
        Map<String, AuthorityRole> running = authorities.running();
        if (running.isEmpty()) {
            throw new IllegalStateException("no router is an authority; router:list says what runs");
        }
        if (router == null && running.size() > 1) {
            throw new IllegalArgumentException("--router NAME is needed; there are " + running.keySet());
        }
        AuthorityRole role = router == null ? running.values().iterator().next() : running.get(router);
        if (role == null) {
            throw new IllegalArgumentException("router " + router + " is no authority; there are " + running.keySet());
        }
        if (role.status() == null) {
            throw new IllegalStateException("the authority is starting; ask again in a second");
        }
        return role.status();
    }

    /** Names of routers that are authorities, for completion. */
    public List<String> routers() {
        return List.copyOf(authorities.running().keySet());
    }
}
