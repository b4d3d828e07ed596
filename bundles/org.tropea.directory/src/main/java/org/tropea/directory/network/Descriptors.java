package org.tropea.directory.network;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.tropea.net.store.StoredFiles;
import org.tropea.netdoc.descriptor.ServerDescriptor;
import org.tropea.netdoc.frame.DocumentFault;
import org.tropea.netdoc.frame.Parsed;
import org.tropea.netdoc.value.Octets;

/** The server descriptors that a cache has, in {@code cached-descriptors}. */
final class Descriptors extends DocumentCache<ServerDescriptor> {
    private static final int ANSWER_MAX = 8 << 20;
    /** As many as C tor asks for in one request. */
    private static final int MOST = 96;

    private final Map<Octets, ServerDescriptor> byIdentity = new ConcurrentHashMap<>();

    Descriptors(StoredFiles files) {
        super(files, "cached-descriptors");
    }

    /** The newest of the relay with this identity, or null. Any thread. */
    ServerDescriptor of(Octets identity) {
        return byIdentity.get(identity);
    }

    /** The newest of each relay. Any thread. */
    Collection<ServerDescriptor> newest() {
        return byIdentity.values();
    }

    @Override
    public String name() {
        return "server descriptors";
    }

    @Override
    public String path(Collection<Octets> digests) {
        return "/tor/server/d/" + digests.stream().map(Octets::hex).collect(Collectors.joining("+"));
    }

    @Override
    public int most() {
        return MOST;
    }

    @Override
    public int answerMax() {
        return ANSWER_MAX;
    }

    @Override
    Parsed<ServerDescriptor> parseAll(byte[] bytes, int limit) throws DocumentFault {
        return ServerDescriptor.parseAll(bytes, limit);
    }

    @Override
    Octets digest(ServerDescriptor document) {
        return document.digest();
    }

    @Override
    String kept(ServerDescriptor document, long listedAt) {
        return document.text();
    }

    @Override
    void changed(ServerDescriptor document, boolean came) {
        if (came) {
            byIdentity.merge(
                    document.rsaIdentity(),
                    document,
                    (a, b) -> a.facts().published() > b.facts().published() ? a : b);
        } else {
            byIdentity.remove(document.rsaIdentity(), document);
        }
    }
}
