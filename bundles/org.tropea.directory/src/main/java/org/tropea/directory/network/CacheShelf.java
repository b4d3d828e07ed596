package org.tropea.directory.network;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.tropea.directory.OwnDescriptor;
import org.tropea.directory.serve.ServedConsensus;
import org.tropea.directory.serve.Shelf;
import org.tropea.netdoc.cert.KeyCertificate;
import org.tropea.netdoc.descriptor.ExtraInfo;
import org.tropea.netdoc.descriptor.ServerDescriptor;
import org.tropea.netdoc.status.Consensus;
import org.tropea.netdoc.status.DirectorySignature;
import org.tropea.netdoc.status.Flavor;
import org.tropea.netdoc.value.Octets;

/** What one router serves. Consensuses are put here by the conductor; everything is read by any thread. */
final class CacheShelf implements Shelf {
    private final Certificates certificates;
    private final Microdescs microdescs;
    private final Descriptors descriptors;
    private final ExtraInfos extraInfos;
    private final Supplier<OwnDescriptor> own;
    private volatile Map<Flavor, ServedConsensus> consensuses = Map.of();

    CacheShelf(
            Certificates certificates,
            Microdescs microdescs,
            Descriptors descriptors,
            ExtraInfos extraInfos,
            Supplier<OwnDescriptor> own) {
        this.extraInfos = extraInfos;
        this.certificates = certificates;
        this.microdescs = microdescs;
        this.descriptors = descriptors;
        this.own = own;
    }

    /** From now on {@code consensus} is served, and {@code diffs} to it. */
    void put(Consensus consensus, Map<Octets, byte[]> diffs) {
        Map<Flavor, ServedConsensus> next = new EnumMap<>(Flavor.class);
        next.putAll(consensuses);
        next.put(
                consensus.flavor(),
                new ServedConsensus(
                        consensus.text().getBytes(StandardCharsets.UTF_8),
                        consensus.schedule(),
                        consensus.sha3AsSigned(),
                        consensus.signatures().stream()
                                .map(DirectorySignature::identity)
                                .collect(Collectors.toUnmodifiableSet()),
                        Map.copyOf(diffs)));
        consensuses = Map.copyOf(next);
    }

    @Override
    public ServedConsensus consensus(Flavor flavor) {
        return consensuses.get(flavor);
    }

    @Override
    public Collection<KeyCertificate> certificates() {
        return certificates.all();
    }

    @Override
    public byte[] microdescriptor(Octets digest) {
        return microdescs.bytes(microdescs.find(digest));
    }

    @Override
    public byte[] descriptor(Octets digest) {
        return descriptors.bytes(descriptors.find(digest));
    }

    @Override
    public byte[] descriptorOf(Octets identity) {
        OwnDescriptor mine = own.get();
        return mine != null && mine.identity().equals(identity)
                ? mine.text()
                : descriptors.bytes(descriptors.of(identity));
    }

    @Override
    public Collection<byte[]> descriptors() {
        List<byte[]> all = new ArrayList<>();
        OwnDescriptor mine = own.get();
        for (ServerDescriptor one : descriptors.newest()) {
            if (mine == null || !one.rsaIdentity().equals(mine.identity())) {
                all.add(descriptors.bytes(one));
            }
        }
        if (mine != null) {
            all.add(mine.text());
        }
        return all;
    }

    @Override
    public byte[] ownDescriptor() {
        OwnDescriptor mine = own.get();
        return mine == null ? null : mine.text();
    }

    @Override
    public byte[] extraInfo(Octets digest) {
        return extraInfos.bytes(extraInfos.find(digest));
    }

    @Override
    public byte[] extraInfoOf(Octets identity) {
        OwnDescriptor mine = own.get();
        return mine != null && mine.identity().equals(identity)
                ? mine.extraInfo()
                : extraInfos.bytes(extraInfos.of(identity));
    }

    @Override
    public Collection<byte[]> extraInfos() {
        List<byte[]> all = new ArrayList<>();
        OwnDescriptor mine = own.get();
        for (ExtraInfo one : extraInfos.all()) {
            if (mine == null || !one.rsaIdentity().equals(mine.identity())) {
                all.add(extraInfos.bytes(one));
            }
        }
        if (mine != null) {
            all.add(mine.extraInfo());
        }
        return all;
    }

    @Override
    public byte[] ownExtraInfo() {
        OwnDescriptor mine = own.get();
        return mine == null ? null : mine.extraInfo();
    }
}
