package org.tropea.directory.serve;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.tropea.net.directory.DirAnswer;
import org.tropea.netdoc.value.Octets;

/** {@code /tor/micro/d/…}, {@code /tor/server/…} and {@code /tor/extra/…} (dir-spec 4.6): those that are here of those asked for. */
final class DescriptorPages {
    static final String MICRO = "/tor/micro/d/";
    static final String SERVER = "/tor/server/";
    static final String EXTRA = "/tor/extra/";
    private static final int DIGEST = 20;
    private static final long BY_DIGEST_SECONDS = 48 * 3600L;
    private static final long ALL_SECONDS = 3600;

    private final Shelf shelf;

    DescriptorPages(Shelf shelf) {
        this.shelf = shelf;
    }

    DirAnswer micro(String path) {
        return all(Words.base64(path.substring(MICRO.length())), shelf::microdescriptor, BY_DIGEST_SECONDS);
    }

    DirAnswer server(String path) {
        return relays(
                path.substring(SERVER.length()),
                shelf::descriptors,
                shelf::ownDescriptor,
                shelf::descriptor,
                shelf::descriptorOf);
    }

    DirAnswer extra(String path) {
        return relays(
                path.substring(EXTRA.length()),
                shelf::extraInfos,
                shelf::ownExtraInfo,
                shelf::extraInfo,
                shelf::extraInfoOf);
    }

    private static DirAnswer relays(
            String rest,
            Supplier<Collection<byte[]>> all,
            Supplier<byte[]> own,
            Function<Octets, byte[]> byDigest,
            Function<Octets, byte[]> byIdentity) {
        if (rest.equals("all")) {
            return document(all.get(), ALL_SECONDS);
        } else if (rest.equals("authority")) {
            byte[] ours = own.get();
            return document(ours == null ? List.of() : List.of(ours), BY_DIGEST_SECONDS);
        } else if (rest.startsWith("d/")) {
            Set<Octets> digests = Words.hex(rest.substring(2), DIGEST);
            return all(digests, byDigest, digests.size() == 1 ? BY_DIGEST_SECONDS : 0);
        } else if (rest.startsWith("fp/")) {
            Set<Octets> identities = Words.hex(rest.substring(3), DIGEST);
            return all(identities, byIdentity, identities.size() == 1 ? BY_DIGEST_SECONDS : 0);
        }
        return DirAnswer.of(404, "Key not recognized");
    }

    private static DirAnswer all(Set<Octets> names, Function<Octets, byte[]> find, long cacheSeconds) {
        return document(names.stream().map(find).filter(Objects::nonNull).toList(), cacheSeconds);
    }

    private static DirAnswer document(Collection<byte[]> parts, long cacheSeconds) {
        if (parts.isEmpty()) {
            return DirAnswer.notFound();
        }
        return DirAnswer.documents(List.copyOf(parts), cacheSeconds);
    }
}
