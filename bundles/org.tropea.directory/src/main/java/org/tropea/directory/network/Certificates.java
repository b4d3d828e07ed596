package org.tropea.directory.network;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.tropea.netdoc.cert.KeyCertificate;
import org.tropea.netdoc.status.DirectorySignature;
import org.tropea.netdoc.value.Octets;

/**
 * The key certificates of the authorities that we trust. Written by the conductor, read by any thread: each reader
 * sees one list, whole.
 */
public final class Certificates {
    /** Old ones are kept so long, for consensuses that were signed with them. */
    private static final long KEEP_SECONDS = 7 * 86_400L;

    private final Set<Octets> trusted;
    private volatile List<KeyCertificate> all = List.of();

    /** None yet; {@code trusted} are the authorities' v3 identities. */
    public Certificates(Collection<Octets> trusted) {
        this.trusted = Set.copyOf(trusted);
    }

    /** The identities of the authorities whose signatures count. */
    public Set<Octets> trusted() {
        return trusted;
    }

    /**
     * Takes those of {@code more} that are of our authorities, not expired at {@code now} and new to us; says whether
     * any was.
     */
    public boolean add(Collection<KeyCertificate> more, long now) {
        List<KeyCertificate> next = new ArrayList<>(all);
        for (KeyCertificate one : more) {
            if (trusted.contains(one.identity()) && one.expires() > now && find(one, next) == null) {
                next.add(one);
            }
        }
        boolean news = next.size() > all.size();
        next.removeIf(one -> one.expires() + KEEP_SECONDS < now);
        next.sort(Comparator.comparing(KeyCertificate::identity).thenComparing(KeyCertificate::published));
        all = List.copyOf(next);
        return news;
    }

    private static KeyCertificate find(KeyCertificate wanted, List<KeyCertificate> among) {
        for (KeyCertificate one : among) {
            if (one.identity().equals(wanted.identity())
                    && one.signingKeyDigest().equals(wanted.signingKeyDigest())
                    && one.published() >= wanted.published()) {
                return one;
            }
        }
        return null;
    }

    /** All, by identity and then from old to new. */
    public List<KeyCertificate> all() {
        return all;
    }

    /** Those that have not expired at {@code now}: what signatures are checked with. */
    public List<KeyCertificate> validAt(long now) {
        return all.stream().filter(one -> one.expires() > now).toList();
    }

    /** The newest of one authority, or null. */
    public KeyCertificate newest(Octets identity) {
        KeyCertificate newest = null;
        for (KeyCertificate one : all) {
            newest = one.identity().equals(identity) ? one : newest;
        }
        return newest;
    }

    /** Of {@code signatures}, the {@code IDENTITY-KEY} pairs in hexadecimal of our authorities, as URLs name them. */
    public Set<String> pairs(Collection<DirectorySignature> signatures) {
        Set<String> pairs = new LinkedHashSet<>();
        for (DirectorySignature signature : signatures) {
            if (trusted.contains(signature.identity())) {
                pairs.add(signature.identity().hex() + "-"
                        + signature.signingKeyDigest().hex());
            }
        }
        return pairs;
    }

    /** All of them as a file. */
    public String text() {
        StringBuilder text = new StringBuilder();
        all.forEach(one -> text.append(one.text()));
        return text.toString();
    }
}
