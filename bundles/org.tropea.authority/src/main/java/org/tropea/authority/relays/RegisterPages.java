package org.tropea.authority.relays;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.tropea.net.directory.DirAnswer;
import org.tropea.netdoc.value.Octets;
import org.tropea.netdoc.value.ValueFault;

/** {@code /tor/server/…} and {@code /tor/extra/…} of an authority (dir-spec 4.6): what relays posted. Any thread. */
final class RegisterPages {
    private static final String SERVER = "/tor/server/";
    private static final String EXTRA = "/tor/extra/";
    private static final int DIGEST = 20;
    private static final long ONE_SECONDS = 48 * 3600L;
    private static final long ALL_SECONDS = 3600;

    private final RelayBook book;
    private final Octets self;

    RegisterPages(RelayBook book, Octets self) {
        this.book = book;
        this.self = self;
    }

    /** The page at {@code path}; null when it is none of these. */
    DirAnswer page(String path) {
        if (path.startsWith(SERVER)) {
            return documents(path.substring(SERVER.length()), this::descriptor, this::descriptorOf);
        }
        return path.startsWith(EXTRA)
                ? documents(path.substring(EXTRA.length()), this::extraInfo, this::extraInfoOf)
                : null;
    }

    private DirAnswer documents(String what, Function<Octets, byte[]> byDigest, Function<Octets, byte[]> byIdentity) {
        if (what.equals("all")) {
            return answer(identities(), byIdentity, ALL_SECONDS);
        } else if (what.equals("authority")) {
            return answer(List.of(self), byIdentity, ONE_SECONDS);
        } else if (what.startsWith("d/")) {
            Set<Octets> digests = digests(what.substring(2));
            return answer(digests, byDigest, digests.size() == 1 ? ONE_SECONDS : 0);
        } else if (what.startsWith("fp/")) {
            Set<Octets> identities = digests(what.substring(3));
            return answer(identities, byIdentity, identities.size() == 1 ? ONE_SECONDS : 0);
        }
        return DirAnswer.of(404, "Key not recognized");
    }

    private List<Octets> identities() {
        List<Octets> all = new ArrayList<>();
        book.relays().forEach(relay -> all.add(relay.identity()));
        return all;
    }

    private static DirAnswer answer(Collection<Octets> names, Function<Octets, byte[]> find, long cacheSeconds) {
        List<byte[]> all = names.stream().map(find).filter(Objects::nonNull).toList();
        return all.isEmpty() ? DirAnswer.notFound() : DirAnswer.documents(all, cacheSeconds);
    }

    /** What is no digest in hexadecimal names nothing, as in C tor. */
    private static Set<Octets> digests(String list) {
        Set<Octets> digests = new LinkedHashSet<>();
        for (String word : list.split("\\+")) {
            try {
                Octets digest = word.isEmpty() ? null : Octets.ofHex(word);
                if (digest != null && digest.size() == DIGEST) {
                    digests.add(digest);
                }
            } catch (ValueFault malformed) {
                continue;
            }
        }
        return digests;
    }

    private byte[] descriptor(Octets digest) {
        return book.text(book.descriptor(digest));
    }

    private byte[] descriptorOf(Octets identity) {
        KnownRelay found = book.relay(identity);
        return found == null ? null : book.text(found.descriptor());
    }

    private byte[] extraInfo(Octets digest) {
        return book.text(book.extraInfo(digest));
    }

    private byte[] extraInfoOf(Octets identity) {
        return book.text(book.extraInfoOf(identity));
    }
}
