package org.tropea.client;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.tropea.net.option.Options;

/**
 * By which exit streams to a host went, where TrackHostExits has it: those that come within TrackHostExitsExpire go by it
 * too, so that a server that knows its visitors by their address does not take one for several. Guarded by the address
 * map's lock; times in nanoseconds.
 */
final class TrackedExits {
    private static final int MOST = 10_000;

    private record Tracked(String fingerprint, long since) {}

    /** By host in small letters, those used longest ago first. */
    private final Map<String, Tracked> exits = new LinkedHashMap<>();

    private List<String> hosts = List.of();
    private long expire;

    /** Goes by these options from now on; hosts that they do not have are forgotten. */
    void read(Options options) {
        expire = options.intervalNanos("TrackHostExitsExpire");
        hosts = options.list("TrackHostExits").stream()
                .map(host -> host.toLowerCase(Locale.ROOT))
                .toList();
        exits.keySet().removeIf(host -> !tracks(host));
    }

    /** Whether the option has the host: by its name, or by a domain with a dot before it; a dot alone is for all hosts. */
    private boolean tracks(String host) {
        return hosts.stream()
                .anyMatch(one -> one.startsWith(".")
                        ? one.length() == 1 || host.endsWith(one) || host.equals(one.substring(1))
                        : host.equals(one));
    }

    String exit(String host, long now) {
        Tracked tracked = exits.get(host.toLowerCase(Locale.ROOT));
        return tracked == null || isOver(tracked, now) ? null : tracked.fingerprint();
    }

    private boolean isOver(Tracked tracked, long now) {
        return now - tracked.since() >= expire;
    }

    /** Streams under way at the same time keep to the first one's exit. */
    void goesBy(String host, String fingerprint, long now) {
        String name = host.toLowerCase(Locale.ROOT);
        if (hosts.isEmpty() || !tracks(name)) {
            return;
        }
        String known = exit(name, now);
        exits.remove(name);
        exits.put(name, new Tracked(known == null ? fingerprint : known, now));
        dropOld(now);
    }

    private void dropOld(long now) {
        Iterator<Tracked> oldest = exits.values().iterator();
        while (oldest.hasNext()) {
            Tracked first = oldest.next();
            if (exits.size() <= MOST && !isOver(first, now)) {
                return;
            }
            oldest.remove();
        }
    }

    void leave(String host, String fingerprint) {
        exits.computeIfPresent(
                host.toLowerCase(Locale.ROOT),
                (name, tracked) -> tracked.fingerprint().equals(fingerprint) ? null : tracked);
    }

    void forget(String fingerprint) {
        exits.values().removeIf(tracked -> tracked.fingerprint().equals(fingerprint));
    }

    /** Hosts, and what each leads to. */
    Map<String, String> all() {
        Map<String, String> all = new TreeMap<>();
        exits.forEach((host, tracked) -> all.put(host, host + "." + tracked.fingerprint() + ".exit"));
        return all;
    }
}
