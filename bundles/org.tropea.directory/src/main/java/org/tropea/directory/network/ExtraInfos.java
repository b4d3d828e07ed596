package org.tropea.directory.network;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.tropea.net.store.StoredFiles;
import org.tropea.netdoc.descriptor.ExtraInfo;
import org.tropea.netdoc.descriptor.ExtraInfoDigest;
import org.tropea.netdoc.descriptor.ServerDescriptor;
import org.tropea.netdoc.frame.DocumentFault;
import org.tropea.netdoc.frame.Parsed;
import org.tropea.netdoc.value.Octets;

/**
 * The extra-info documents that a cache with DownloadExtraInfo has, in {@code cached-extrainfo}: those that a descriptor
 * names which we have, signed by that relay.
 */
final class ExtraInfos extends DocumentCache<ExtraInfo> {
    private static final int ANSWER_MAX = 8 << 20;
    /** As many as C tor asks for in one request. */
    private static final int MOST = 96;

    private final Descriptors descriptors;

    ExtraInfos(StoredFiles files, Descriptors descriptors) {
        super(files, "cached-extrainfo");
        this.descriptors = descriptors;
    }

    /** What the descriptors that are here name. */
    List<Octets> named() {
        List<Octets> digests = new ArrayList<>();
        for (ServerDescriptor one : descriptors.newest()) {
            if (one.facts().extraInfo() != null) {
                digests.add(one.facts().extraInfo().sha1());
            }
        }
        return digests;
    }

    /** That of the newest descriptor of the relay with this identity, or null. Any thread. */
    ExtraInfo of(Octets identity) {
        ServerDescriptor descriptor = descriptors.of(identity);
        ExtraInfoDigest named = descriptor == null ? null : descriptor.facts().extraInfo();
        return named == null ? null : find(named.sha1());
    }

    @Override
    public String name() {
        return "extra-info documents";
    }

    @Override
    public String path(Collection<Octets> digests) {
        return "/tor/extra/d/" + digests.stream().map(Octets::hex).collect(Collectors.joining("+"));
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
    Parsed<ExtraInfo> parseAll(byte[] bytes, int limit) throws DocumentFault {
        Parsed<ExtraInfo> parsed = ExtraInfo.parseAll(bytes, limit);
        List<DocumentFault> refused = new ArrayList<>(parsed.refused());
        List<ExtraInfo> good = new ArrayList<>();
        for (ExtraInfo one : parsed.documents()) {
            ServerDescriptor descriptor = descriptors.of(one.rsaIdentity());
            if (descriptor != null && one.isBy(descriptor.facts().keys().identityKey()) && one.belongsTo(descriptor)) {
                good.add(one);
            } else {
                refused.add(new DocumentFault(
                        "extra-info document",
                        0,
                        "of $" + one.rsaIdentity() + " belongs to no descriptor that is here"));
            }
        }
        return new Parsed<>(good, refused);
    }

    @Override
    Octets digest(ExtraInfo document) {
        return document.digest();
    }

    @Override
    String kept(ExtraInfo document, long listedAt) {
        return document.text();
    }
}
