package org.tropea.directory.serve;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.tropea.net.directory.DirAnswer;
import org.tropea.net.directory.DirQuery;
import org.tropea.netdoc.cert.KeyCertificate;
import org.tropea.netdoc.value.Octets;

/** {@code /tor/keys/…} (dir-spec 4.3): the authorities' certificates, all or by identity, signing key or both. */
final class KeysPage {
    static final String PREFIX = "/tor/keys/";
    private static final int DIGEST = 20;
    private static final long CACHE_SECONDS = 3600;

    private final Shelf shelf;

    KeysPage(Shelf shelf) {
        this.shelf = shelf;
    }

    DirAnswer answer(DirQuery query) {
        String rest = query.path().substring(PREFIX.length());
        Collection<KeyCertificate> found = find(rest);
        if (found == null) {
            return DirAnswer.of(400, "Bad request");
        }
        if (found.isEmpty()) {
            return DirAnswer.notFound();
        }
        List<KeyCertificate> newer = new ArrayList<>(found);
        newer.removeIf(one -> one.published() < query.modifiedSince());
        if (newer.isEmpty()) {
            return DirAnswer.notModified();
        }
        StringBuilder text = new StringBuilder();
        newer.forEach(one -> text.append(one.text()));
        return DirAnswer.document(text.toString().getBytes(StandardCharsets.UTF_8), CACHE_SECONDS);
    }

    /** Null when {@code rest} is none of the forms there are. */
    private Collection<KeyCertificate> find(String rest) {
        if (rest.equals("all")) {
            return shelf.certificates();
        } else if (rest.equals("authority")) {
            return List.of(); // an authority's own pages answer that
        } else if (rest.startsWith("fp/")) {
            return newest(Words.hex(rest.substring(3), DIGEST));
        } else if (rest.startsWith("sk/")) {
            Set<Octets> keys = Words.hex(rest.substring(3), DIGEST);
            return matching(one -> keys.contains(one.signingKeyDigest()));
        } else if (rest.startsWith("fp-sk/")) {
            Set<String> pairs = new HashSet<>(
                    List.of(rest.substring(6).toUpperCase(Locale.ROOT).split("\\+")));
            return matching(one -> pairs.contains(
                    one.identity().hex() + "-" + one.signingKeyDigest().hex()));
        }
        return null;
    }

    private Collection<KeyCertificate> newest(Set<Octets> identities) {
        Map<Octets, KeyCertificate> newest = new LinkedHashMap<>();
        for (KeyCertificate one : shelf.certificates()) {
            if (identities.contains(one.identity())) {
                newest.put(one.identity(), one);
            }
        }
        return newest.values();
    }

    private Collection<KeyCertificate> matching(Predicate<KeyCertificate> wanted) {
        return shelf.certificates().stream().filter(wanted).toList();
    }
}
