package org.tropea.authority.relays;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.tropea.net.store.StoredFiles;
import org.tropea.netdoc.descriptor.DescriptorFacts;
import org.tropea.netdoc.descriptor.ExtraInfo;
import org.tropea.netdoc.descriptor.ExtraInfoDigest;
import org.tropea.netdoc.descriptor.ServerDescriptor;
import org.tropea.netdoc.value.Octets;
import org.tropea.netdoc.value.Times;

/**
 * The relays of an authority with their descriptors and extra-info documents, those before them for a while too, in memory
 * and in {@code cached-descriptors} and {@code cached-extrainfo}. Written on the conductor, read by any thread.
 */
final class RelayBook {
    /** A relay without a newer descriptor is forgotten, seconds. */
    private static final long OLDEST = 48 * 3600;
    /** Descriptors that have a newer one are kept so long: a consensus may list them still. */
    private static final long OLDEST_REPLACED = 5 * 86_400;
    /** As many descriptors of one relay are kept. */
    private static final int MOST_EACH = 20;

    private final Map<Octets, KnownRelay> relays = new ConcurrentHashMap<>();
    private final Map<Octets, ServerDescriptor> byDigest = new ConcurrentHashMap<>();
    private final Map<Octets, ExtraInfo> extraInfos = new ConcurrentHashMap<>();
    private final DocumentJournal descriptorFile;
    private final DocumentJournal extraInfoFile;
    /** Documents as they are answered, by digest, once somebody has asked for them: always the same arrays. */
    private final Map<Octets, byte[]> texts = new ConcurrentHashMap<>();

    private volatile Set<InetAddress> addresses = Set.of();
    /** Whether relays have come or gone since {@link #addresses} were looked up. */
    private boolean changed;

    /** A book in the files of a CacheDirectory. */
    RelayBook(StoredFiles files) {
        descriptorFile = new DocumentJournal(files, "cached-descriptors");
        extraInfoFile = new DocumentJournal(files, "cached-extrainfo");
    }

    /** Takes what is on disk; {@code standing} judges each relay, and what is rejected by now is left out. */
    void load(Function<ServerDescriptor, Standing> standing, long now) {
        for (ServerDescriptor one : descriptorFile.load(ServerDescriptor::parseAll)) {
            Standing found = standing.apply(one);
            if (!found.isRejected() && one.facts().published() >= now - OLDEST_REPLACED) {
                put(one, found);
            }
        }
        extraInfoFile.load(ExtraInfo::parseAll).forEach(one -> extraInfos.put(one.digest(), one));
        clean(now);
        rebuild();
        refresh();
    }

    private void put(ServerDescriptor one, Standing standing) {
        byDigest.put(one.digest(), one);
        KnownRelay known = relays.get(one.rsaIdentity());
        if (known == null) {
            relays.put(one.rsaIdentity(), new KnownRelay(one, standing));
        } else if (known.descriptor().facts().published() < one.facts().published()) {
            known.replace(one, standing);
        }
        changed = true;
    }

    /** Takes a descriptor that {@code source} sent at {@code now}; returns its relay. */
    KnownRelay add(ServerDescriptor one, Standing standing, String source, long now) {
        put(one, standing);
        descriptorFile.append("@uploaded-at " + Times.text(now) + "\n@source \"" + source + "\"\n" + one.text());
        return relays.get(one.rsaIdentity());
    }

    /** Takes an extra-info document that belongs to a descriptor which is here. */
    void add(ExtraInfo one) {
        if (extraInfos.put(one.digest(), one) == null) {
            extraInfoFile.append(one.text());
        }
    }

    /** Forgets what is too old, and relays that are rejected by now; makes files anew that have grown. */
    void clean(long now) {
        byDigest.values().removeIf(one -> isRejected(one.rsaIdentity()));
        relays.values()
                .removeIf(one ->
                        one.standing().isRejected() || one.descriptor().facts().published() < now - OLDEST);
        changed = true;
        byDigest.values().removeIf(one -> one.facts().published() < now - OLDEST_REPLACED);
        byDigest.values().stream()
                .collect(Collectors.groupingBy(ServerDescriptor::rsaIdentity))
                .values()
                .forEach(this::limit);
        extraInfos.keySet().retainAll(named());
        texts.keySet().removeIf(digest -> !byDigest.containsKey(digest) && !extraInfos.containsKey(digest));
        if (descriptorFile.isLong() || extraInfoFile.isLong()) {
            rebuild();
        }
    }

    private boolean isRejected(Octets identity) {
        KnownRelay relay = relays.get(identity);
        return relay != null && relay.standing().isRejected();
    }

    private void limit(List<ServerDescriptor> ofOneRelay) {
        ofOneRelay.stream()
                .sorted(Comparator.comparingLong(
                        (ServerDescriptor one) -> -one.facts().published()))
                .skip(MOST_EACH)
                .forEach(one -> byDigest.remove(one.digest()));
    }

    /** The digests of the extra-info documents that descriptors name. */
    private Set<Octets> named() {
        Set<Octets> digests = new HashSet<>();
        for (ServerDescriptor one : byDigest.values()) {
            if (one.facts().extraInfo() != null) {
                digests.add(one.facts().extraInfo().sha1());
            }
        }
        return digests;
    }

    private void rebuild() {
        List<String> descriptors = new ArrayList<>();
        byDigest.values().stream()
                .sorted(Comparator.comparingLong(one -> one.facts().published()))
                .forEach(one -> descriptors.add(one.text()));
        descriptorFile.rebuild(descriptors);
        extraInfoFile.rebuild(extraInfos.values().stream().map(ExtraInfo::text).toList());
    }

    /** The relay with this RSA identity, or null. Any thread. */
    KnownRelay relay(Octets identity) {
        return relays.get(identity);
    }

    /** All relays. Any thread. */
    Collection<KnownRelay> relays() {
        return relays.values();
    }

    /** Looks up where the relays are by now, when some have come or gone: each second, so that no request has to. */
    void refresh() {
        if (!changed) {
            return;
        }
        Set<InetAddress> all = new HashSet<>();
        for (KnownRelay relay : relays.values()) {
            DescriptorFacts facts = relay.descriptor().facts();
            all.add(facts.address());
            facts.orAddresses().forEach(one -> all.add(one.getAddress()));
        }
        addresses = all;
        changed = false;
    }

    /** Their addresses a second ago, never changed. Any thread. */
    Set<InetAddress> addresses() {
        return addresses;
    }

    /** The descriptor with this digest, or null. Any thread. */
    ServerDescriptor descriptor(Octets digest) {
        return byDigest.get(digest);
    }

    /** The descriptor as it is answered, always the same array; null of null. Any thread. */
    byte[] text(ServerDescriptor one) {
        return one == null ? null : text(one.digest(), one.text());
    }

    /** The same of an extra-info document. Any thread. */
    byte[] text(ExtraInfo one) {
        return one == null ? null : text(one.digest(), one.text());
    }

    private byte[] text(Octets digest, String text) {
        return texts.computeIfAbsent(digest, unasked -> text.getBytes(StandardCharsets.UTF_8));
    }

    /** The extra-info document with this digest, or null. Any thread. */
    ExtraInfo extraInfo(Octets digest) {
        return extraInfos.get(digest);
    }

    /** The extra-info document of the present descriptor of the relay with this identity, or null. Any thread. */
    ExtraInfo extraInfoOf(Octets identity) {
        KnownRelay relay = relays.get(identity);
        ExtraInfoDigest named =
                relay == null ? null : relay.descriptor().facts().extraInfo();
        return named == null ? null : extraInfos.get(named.sha1());
    }
}
