package org.tropea.directory.serve;

import java.io.ByteArrayOutputStream;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.tropea.net.directory.DirAnswer;
import org.tropea.netdoc.value.Octets;

/** {@code /tor/micro/d/…} and {@code /tor/server/…} (dir-spec 4.6): those that are here of those asked for. */
final class DescriptorPages {
    static final String MICRO = "/tor/micro/d/";
    static final String SERVER = "/tor/server/";
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
        String rest = path.substring(SERVER.length());
        if (rest.equals("all")) {
            return document(shelf.descriptors(), ALL_SECONDS);
        } else if (rest.equals("authority")) {
            byte[] own = shelf.ownDescriptor();
            return document(own == null ? List.of() : List.of(own), BY_DIGEST_SECONDS);
        } else if (rest.startsWith("d/")) {
            Set<Octets> digests = Words.hex(rest.substring(2), DIGEST);
            return all(digests, shelf::descriptor, digests.size() == 1 ? BY_DIGEST_SECONDS : 0);
        } else if (rest.startsWith("fp/")) {
            Set<Octets> identities = Words.hex(rest.substring(3), DIGEST);
            return all(identities, shelf::descriptorOf, identities.size() == 1 ? BY_DIGEST_SECONDS : 0);
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
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        parts.forEach(out::writeBytes);
        return DirAnswer.document(out.toByteArray(), cacheSeconds);
    }
}
