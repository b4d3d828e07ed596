package org.tropea.conn.exit;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.tropea.cell.Resolved;
import org.tropea.flow.edge.EdgeHandler;
import org.tropea.flow.edge.Stream;

/**
 * A stream opened by RESOLVE (tor-spec 6.4): an address answers itself, a name under {@code in-addr.arpa} or
 * {@code ip6.arpa} asks for its host name (refused for internal addresses), any other name for its IPv4 and IPv6 addresses.
 */
final class ResolveRequest implements EdgeHandler {
    private final Stream stream;
    private final ExitRouter router;

    ResolveRequest(Stream stream, ExitRouter router) {
        this.stream = stream;
        this.router = router;
    }

    /**
     * Starts to look up the name at {@code array[offset]}, which a zero byte may end; returns itself, or null when the
     * answer was given at once.
     */
    ResolveRequest start(byte[] array, int offset, int length) {
        int end = 0;
        while (end < length && array[offset + end] != 0) {
            end++;
        }
        String name = new String(array, offset, end, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        InetAddress literal = Answer.literal(name);
        if (literal != null) {
            answer(new Resolved().address(literal.getAddress(), Answer.TTL_MAX));
            return null;
        } else if (ReverseName.matches(name)) {
            hostname(name);
        } else {
            addresses(name);
        }
        return this;
    }

    private void hostname(String name) {
        CompletableFuture<String> found = ReverseName.mayBeAsked(name)
                ? router.names().hostname(name)
                : CompletableFuture.failedFuture(new NoAddress("an internal address, or none", false));
        found.whenComplete((host, failure) -> stream.loop()
                .execute(() ->
                        answer(failure == null ? new Resolved().hostname(host, Answer.TTL_MAX) : error(failure))));
    }

    private void addresses(String name) {
        CompletableFuture<Answer> ipv4 = router.names().address(name, false);
        CompletableFuture<Answer> ipv6 = router.servesIpv6()
                ? router.names().address(name, true)
                : CompletableFuture.failedFuture(new NoAddress("IPv6Exit is off", false));
        CompletableFuture.allOf(ipv4, ipv6)
                .whenComplete((all, failure) -> stream.loop().execute(() -> answer(both(ipv4, ipv6))));
    }

    private static Resolved both(CompletableFuture<Answer> ipv4, CompletableFuture<Answer> ipv6) {
        Resolved answers = new Resolved();
        for (CompletableFuture<Answer> found : List.of(ipv4, ipv6)) {
            if (!found.isCompletedExceptionally()) {
                answers.address(
                        found.join().address().getAddress(), found.join().ttl());
            }
        }
        return answers.isEmpty() ? answers.error(mayChange(ipv4) || mayChange(ipv6), Answer.TTL_MIN) : answers;
    }

    private static boolean mayChange(CompletableFuture<Answer> failed) {
        return NoAddress.isTransient(failed.handle((none, failure) -> failure).join());
    }

    private static Resolved error(Throwable failure) {
        return new Resolved().error(NoAddress.isTransient(failure), Answer.TTL_MIN);
    }

    private void answer(Resolved answers) {
        stream.resolved(answers.encode());
    }

    @Override
    public void data(byte[] array, int offset, int length) {
        // Nothing is delivered on a stream that only asks for a name.
    }

    @Override
    public void mayPackage() {
        // Nothing is packaged on it either.
    }

    @Override
    public void ended(int reason) {
        // The stream takes no answer once it has ended.
    }
}
