package org.tropea.authority.relays;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tropea.flow.conn.Connections;
import org.tropea.flow.fault.LocalFault;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.loop.LoopGroup;
import org.tropea.flow.scope.RouterScope;
import org.tropea.net.directory.DirRequest;
import org.tropea.net.directory.DirResponse;
import org.tropea.net.option.DirAuthorityLine;
import org.tropea.net.option.Options;
import org.tropea.netdoc.status.RouterStatus;
import org.tropea.netdoc.status.Vote;
import org.tropea.netdoc.status.VoteEntry;
import org.tropea.netdoc.value.Octets;

/** Fetches descriptors that another authority voted on and we do not have, from that authority. On the conductor. */
final class MissingDescriptors {
    private static final Logger LOG = LoggerFactory.getLogger(MissingDescriptors.class);
    private static final int MOST = 96;
    private static final long TIMEOUT = TimeUnit.SECONDS.toNanos(30);
    private static final long AGAIN = 3600;

    private final RouterScope router;
    private final Supplier<Options> inRound;
    private final RelayBook book;
    private final Executor conductor;
    private final Consumer<byte[]> taken;
    /** What was asked for and came, or may come yet. */
    private final Map<Octets, Long> asked = new HashMap<>();

    /** {@code inRound} are the options that say who is an authority; {@code taken} gets what comes, on the conductor. */
    MissingDescriptors(
            RouterScope router, Supplier<Options> inRound, RelayBook book, Executor conductor, Consumer<byte[]> taken) {
        this.router = router;
        this.inRound = inRound;
        this.book = book;
        this.conductor = conductor;
        this.taken = taken;
    }

    /** Those of {@code vote} that are newer than ours, each once an hour at most from who has it. */
    void fetch(Vote vote, long now) {
        asked.values().removeIf(time -> time + AGAIN < now);
        List<Octets> missing = new ArrayList<>();
        for (VoteEntry entry : vote.facts().entries()) {
            if (missing.size() < MOST && isMissing(entry.status())) {
                missing.add(entry.status().descriptor());
            }
        }
        DirAuthorityLine voter = voter(vote.facts().voter().identity());
        if (!missing.isEmpty() && voter != null) {
            missing.forEach(digest -> asked.put(digest, now));
            get(voter, missing);
        }
    }

    private boolean isMissing(RouterStatus status) {
        KnownRelay known = book.relay(status.identity());
        return book.descriptor(status.descriptor()) == null
                && !asked.containsKey(status.descriptor())
                && (known == null || known.descriptor().facts().published() < status.published());
    }

    private DirAuthorityLine voter(Octets identity) {
        return inRound.get().authorities().stream()
                .filter(line -> line.v3Ident().map(identity.hex()::equals).orElse(false))
                .findFirst()
                .orElse(null);
    }

    private void get(DirAuthorityLine voter, List<Octets> digests) {
        String path = "/tor/server/d/" + digests.stream().map(Octets::hex).collect(Collectors.joining("+"));
        EventLoop loop = router.part(LoopGroup.class).loops().get(0);
        LOG.info("Fetching {} descriptors that authority {} voted on", digests.size(), voter.nickname());
        DirRequest request = DirRequest.get(
                path,
                Map.of(),
                UploadParts.MOST_FETCHED,
                TIMEOUT,
                response -> conductor.execute(() -> answered(voter, digests, response)));
        loop.execute(() -> {
            try {
                router.part(Connections.class).dial("dir", voter.dirAddress(DirAuthorityLine.Use.VOTE), request, loop);
            } catch (LocalFault fault) {
                request.done().accept(new DirResponse(0, fault.getMessage(), new byte[0]));
            }
        });
    }

    /** Who has not answered is not in the way of others who have them too. */
    private void answered(DirAuthorityLine voter, List<Octets> digests, DirResponse response) {
        if (response.status() == 200) {
            taken.accept(response.body());
        } else {
            LOG.info("Authority {} gave no descriptors: {} {}", voter.nickname(), response.status(), response.reason());
            asked.keySet().removeAll(Set.copyOf(digests));
        }
    }
}
