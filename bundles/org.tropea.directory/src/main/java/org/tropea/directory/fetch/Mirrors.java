package org.tropea.directory.fetch;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.tropea.directory.PublisherFactory;
import org.tropea.net.directory.NetworkView;
import org.tropea.net.directory.Node;
import org.tropea.net.directory.NodeFlag;
import org.tropea.net.option.Addresses;
import org.tropea.net.option.DirAuthorityLine;
import org.tropea.net.option.Options;

/**
 * Whom to ask: authorities, fallback directories, and relays with the flag V2Dir once there is a consensus. Who failed
 * rests a while, unless nobody else is left. One thread, but for {@link #status} and {@link #isAuthority}.
 */
public final class Mirrors {
    private static final long REST_SECONDS = 10;

    private final Random random;
    /** Null for who has none. */
    private final DirectoryGuards guards;

    private final Map<String, Backoff> rest = new ConcurrentHashMap<>();
    private volatile List<Mirror> authorities = List.of();
    private volatile List<Mirror> fallbacks = List.of();
    private volatile List<Mirror> relays = List.of();
    private boolean cache;

    /** Nobody yet; {@code random} makes the choices. */
    public Mirrors(Random random) {
        this(random, null);
    }

    /** Of the relays of a consensus only those that are {@code guards}, as long as there are any. */
    public Mirrors(Random random, DirectoryGuards guards) {
        this.random = random;
        this.guards = guards;
    }

    /** Takes those that the options name; {@code self} is our own fingerprint, whom we do not ask. */
    public void configured(Options options, String self) {
        List<Mirror> named = new ArrayList<>();
        for (DirAuthorityLine line : options.authorities()) {
            if (!line.bridge() && !line.fingerprint().equals(self)) {
                named.add(Mirror.of(line));
            }
        }
        authorities = List.copyOf(named);
        cache = PublisherFactory.serves(options);
        fallbacks = options.fallbackDirs().stream()
                .filter(line -> !line.fingerprint().equals(self))
                .map(Mirror::of)
                .toList();
    }

    /** Takes the relays of {@code view} that may be asked, when the view still does. */
    public void seen(NetworkView view, String self, Instant now) {
        List<Mirror> found = new ArrayList<>();
        for (Node node : view.isReasonablyLive(now) ? view.nodes() : List.<Node>of()) {
            if (node.isUsable()
                    && node.has(NodeFlag.V2DIR)
                    && !node.fingerprint().equals(self)) {
                found.add(Mirror.of(node));
            }
        }
        relays = List.copyOf(found);
    }

    /** Whether {@code mirror} is an authority, whose word counts for more. Any thread. */
    public boolean isAuthority(Mirror mirror) {
        return authorities.stream().anyMatch(one -> one.key().equals(mirror.key()));
    }

    /** All who may be asked, for people. Any thread. */
    public List<MirrorStatus> status() {
        List<MirrorStatus> all = new ArrayList<>();
        authorities.forEach(mirror -> all.add(status(mirror, "authority")));
        fallbacks.forEach(mirror -> all.add(status(mirror, "fallback")));
        relays.forEach(mirror -> all.add(status(mirror, "relay")));
        return all;
    }

    private MirrorStatus status(Mirror mirror, String kind) {
        InetSocketAddress address = mirror.orAddresses().isEmpty()
                ? mirror.dirAddress()
                : mirror.orAddresses().get(0);
        Backoff resting = rest.get(mirror.key());
        return new MirrorStatus(
                mirror.name(),
                kind,
                Addresses.text(address.getAddress()) + ":" + address.getPort(),
                resting == null ? 0 : resting.failures());
    }

    /** An authority that is not in {@code busy}, or null. */
    public Mirror authority(Collection<String> busy, long now) {
        return choose(authorities, busy, now);
    }

    /**
     * For a cache an authority, as dir-spec 4.1 has it, so that caches never wait for each other; then a relay of the
     * consensus or a fallback directory, else an authority; none in {@code busy}; or null.
     */
    public Mirror any(Collection<String> busy, long now) {
        Mirror source = cache ? authority(busy, now) : null;
        return source == null ? mirror(busy, now) : source;
    }

    private Mirror mirror(Collection<String> busy, long now) {
        if (guards != null && !relays.isEmpty()) {
            DirectoryGuards.Turn turn = guards.next(busy::contains, key -> rests(key, now));
            switch (turn.found()) {
                case ONE, BUSY -> {
                    return turn.mirror();
                }
                case RESTING -> {
                    return insteadOfGuards(busy, now);
                }
                default -> {} // then any relay does
            }
        }
        Mirror found = choose(relays, busy, now);
        if (found == null && relays.isEmpty()) {
            found = choose(fallbacks, busy, now);
        }
        return found == null ? authority(busy, now) : found;
    }

    /** No guard is of use now: who was configured is asked, and when they rest too a guard all the same. */
    private Mirror insteadOfGuards(Collection<String> busy, long now) {
        Mirror found = weighted(rested(fallbacks, busy, now));
        found = found == null ? weighted(rested(authorities, busy, now)) : found;
        return found == null ? guards.despite(busy::contains) : found;
    }

    private Mirror choose(List<Mirror> among, Collection<String> busy, long now) {
        List<Mirror> rested = rested(among, busy, now);
        return weighted(
                rested.isEmpty()
                        ? among.stream()
                                .filter(mirror -> !busy.contains(mirror.key()))
                                .toList()
                        : rested);
    }

    private List<Mirror> rested(List<Mirror> among, Collection<String> busy, long now) {
        return among.stream()
                .filter(mirror -> !busy.contains(mirror.key()) && !rests(mirror.key(), now))
                .toList();
    }

    private boolean rests(String key, long now) {
        Backoff resting = rest.get(key);
        return resting != null && !resting.isDue(now);
    }

    private Mirror weighted(List<Mirror> among) {
        double all = among.stream().mapToDouble(Mirror::weight).sum();
        double at = random.nextDouble() * all;
        for (Mirror mirror : among) {
            at -= mirror.weight();
            if (at < 0) {
                return mirror;
            }
        }
        return among.isEmpty() ? null : among.get(among.size() - 1);
    }

    /** {@code mirror} was asked: whether it {@code answered} at all, whatever that was worth. */
    public void asked(Mirror mirror, boolean answered) {
        if (guards != null) {
            guards.asked(mirror, answered);
        }
    }

    /** {@code mirror} gave no usable answer at {@code now}. */
    public void failed(Mirror mirror, long now) {
        rest.computeIfAbsent(mirror.key(), key -> new Backoff(REST_SECONDS, random))
                .failed(now);
    }

    /** {@code mirror} answered well. */
    public void succeeded(Mirror mirror) {
        rest.remove(mirror.key());
    }
}
