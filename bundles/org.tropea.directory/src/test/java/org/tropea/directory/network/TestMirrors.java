package org.tropea.directory.network;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.tropea.directory.fetch.Fetcher;
import org.tropea.directory.fetch.Mirror;
import org.tropea.directory.serve.CachePages;
import org.tropea.directory.serve.ServedConsensus;
import org.tropea.directory.serve.Shelf;
import org.tropea.net.directory.DirAnswer;
import org.tropea.net.directory.DirQuery;
import org.tropea.net.directory.DirResponse;
import org.tropea.netdoc.cert.KeyCertificate;
import org.tropea.netdoc.micro.Microdescriptor;
import org.tropea.netdoc.status.Consensus;
import org.tropea.netdoc.status.DirectorySignature;
import org.tropea.netdoc.status.Flavor;
import org.tropea.netdoc.value.Octets;

/** All mirrors of a test: by default each answers as a cache with the same shelf does. */
final class TestMirrors implements Fetcher, Shelf {
    final List<String> paths = new ArrayList<>();
    final List<Map<String, String>> headers = new ArrayList<>();
    final List<String> asked = new ArrayList<>();
    final List<Integer> statuses = new ArrayList<>();
    final Map<Flavor, Consensus> consensuses = new HashMap<>();
    List<KeyCertificate> certificates = List.of();
    List<Microdescriptor> microdescriptors = List.of();
    /** What all answer to a path instead, where this gives something. */
    Function<String, DirResponse> instead = path -> null;
    /** What a mirror of that name answers to a path instead, where this gives something. */
    BiFunction<String, String, DirResponse> byName = (name, path) -> null;

    private final CachePages pages;
    private final Executor conductor;

    TestMirrors(Clock clock, Executor conductor) {
        this.pages = new CachePages(this, () -> null, clock);
        this.conductor = conductor;
    }

    @Override
    public void get(Mirror mirror, String path, Map<String, String> more, int max, Consumer<DirResponse> done) {
        paths.add(path);
        asked.add(mirror.name());
        headers.add(more);
        DirResponse special = byName.apply(mirror.name(), path);
        DirResponse[] response = {special == null ? instead.apply(path) : special};
        if (response[0] == null) {
            response[0] = new DirResponse(404, "Not found", new byte[0]);
            pages.answer(
                    new DirQuery("GET", path, lower(more), new byte[0], since(more), null, true),
                    answer -> response[0] = response(answer));
        }
        statuses.add(response[0].status());
        conductor.execute(() -> done.accept(response[0]));
    }

    private static long since(Map<String, String> headers) {
        String date = headers.get("If-Modified-Since");
        return date == null
                ? 0
                : ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toEpochSecond();
    }

    private static Map<String, String> lower(Map<String, String> headers) {
        Map<String, String> lower = new HashMap<>();
        headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
        return lower;
    }

    private static DirResponse response(DirAnswer answer) {
        return new DirResponse(answer.status(), answer.reason(), answer.body() == null ? new byte[0] : answer.body());
    }

    void has(Consensus consensus) {
        consensuses.put(consensus.flavor(), consensus);
    }

    @Override
    public ServedConsensus consensus(Flavor flavor) {
        Consensus one = consensuses.get(flavor);
        return one == null
                ? null
                : new ServedConsensus(
                        one.text().getBytes(StandardCharsets.UTF_8),
                        one.schedule(),
                        one.sha3AsSigned(),
                        Set.copyOf(one.signatures().stream()
                                .map(DirectorySignature::identity)
                                .toList()),
                        Map.of());
    }

    @Override
    public Collection<KeyCertificate> certificates() {
        return certificates;
    }

    @Override
    public byte[] microdescriptor(Octets digest) {
        return microdescriptors.stream()
                .filter(one -> one.digest().equals(digest))
                .map(one -> one.text().getBytes(StandardCharsets.UTF_8))
                .findFirst()
                .orElse(null);
    }

    @Override
    public byte[] descriptor(Octets digest) {
        return null;
    }

    @Override
    public byte[] descriptorOf(Octets identity) {
        return null;
    }

    @Override
    public Collection<byte[]> descriptors() {
        return List.of();
    }

    @Override
    public byte[] ownDescriptor() {
        return null;
    }

    @Override
    public byte[] extraInfo(Octets digest) {
        return null;
    }

    @Override
    public byte[] extraInfoOf(Octets identity) {
        return null;
    }

    @Override
    public Collection<byte[]> extraInfos() {
        return List.of();
    }

    @Override
    public byte[] ownExtraInfo() {
        return null;
    }
}
