package org.tropea.directory.network;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tropea.net.store.StoredFiles;
import org.tropea.netdoc.frame.DocumentFault;
import org.tropea.netdoc.frame.Parsed;
import org.tropea.netdoc.value.Octets;

/**
 * Documents of one kind by digest, in memory and in two files: one with all, and a journal {@code .new} with what came
 * since that was written. Written on the conductor; {@link #find} and {@link #size} are for any thread.
 */
abstract class DocumentCache<D> implements BatchJob.Kind {
    private static final Logger LOG = LoggerFactory.getLogger(DocumentCache.class);
    private static final long KEEP_SECONDS = 7 * 86_400L;
    private static final int FILE_MAX = 256 << 20;
    private static final int JOURNAL_LEAST = 1 << 16;

    private final StoredFiles files;
    private final String file;
    private final String journal;
    private final Map<Octets, D> all = new ConcurrentHashMap<>();
    /** When a consensus last listed each, seconds since 1970. */
    private final Map<Octets, Long> listed = new ConcurrentHashMap<>();

    private long fileSize;
    private long journalSize;

    DocumentCache(StoredFiles files, String file) {
        this.files = files;
        this.file = file;
        this.journal = file + ".new";
    }

    /** Reads many documents; a bad one costs only itself. */
    abstract Parsed<D> parseAll(byte[] bytes, int limit) throws DocumentFault;

    /** What {@code document} is known by. */
    abstract Octets digest(D document);

    /** {@code document} as it is kept in a file, last listed at {@code listedAt}. */
    abstract String kept(D document, long listedAt);

    /** When a consensus last listed {@code document}, as its file says; {@code now} when that says nothing. */
    long listedAt(D document, long now) {
        return now;
    }

    /** {@code document} came, from disk or a mirror, or went. */
    void changed(D document, boolean came) {}

    /** The one with this digest, or null. */
    final D find(Octets digest) {
        return all.get(digest);
    }

    /** How many there are. */
    final int size() {
        return all.size();
    }

    /** All of them. */
    final Collection<D> all() {
        return all.values();
    }

    // ---- from disk ------------------------------------------------------------------------------------------------

    /** Takes what is on disk, at {@code now}; a journal, whose end may be missing, is merged at once. */
    final void load(long now) {
        byte[] main = files.read(file);
        byte[] newer = files.read(journal);
        take(main, file, now);
        take(newer, journal, now);
        fileSize = main == null ? 0 : main.length;
        if (newer != null && newer.length > 0) {
            rebuild();
        }
    }

    private void take(byte[] bytes, String from, long now) {
        try {
            if (bytes != null && bytes.length > 0) {
                Parsed<D> parsed = parseAll(ended(bytes), FILE_MAX);
                parsed.refused().forEach(fault -> LOG.info("Dropping a part of {}: {}", from, fault.getMessage()));
                for (D one : parsed.documents()) {
                    put(one);
                    listed.put(digest(one), listedAt(one, now));
                }
            }
        } catch (DocumentFault fault) {
            LOG.warn("Dropping {}: {}", from, fault.getMessage());
        }
    }

    /** A crash may have cut the last line short: that one alone is dropped. */
    private static byte[] ended(byte[] bytes) {
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        return end == bytes.length ? bytes : Arrays.copyOf(bytes, end);
    }

    private void put(D one) {
        all.put(digest(one), one);
        changed(one, true);
    }

    // ---- from mirrors ---------------------------------------------------------------------------------------------

    @Override
    public final Set<Octets> take(byte[] bytes, Set<Octets> asked, String from) throws DocumentFault {
        Parsed<D> parsed = parseAll(bytes, answerMax());
        parsed.refused()
                .forEach(fault -> LOG.warn("Refusing one of the {} from {}: {}", name(), from, fault.getMessage()));
        List<D> good = new ArrayList<>(parsed.documents());
        if (good.removeIf(one -> !asked.contains(digest(one)))) {
            LOG.warn("Refusing {} from {} that have none of the digests asked for", name(), from);
        }
        Set<Octets> got = new HashSet<>();
        for (D one : good) {
            put(one);
            got.add(digest(one));
        }
        append(got);
        return got;
    }

    private void append(Set<Octets> got) {
        if (!got.isEmpty()) {
            byte[] more = text(got);
            files.append(journal, more);
            journalSize += more.length;
        }
    }

    /** Takes documents that this router's own authority came by at {@code now}; a week later they must be listed. */
    final void handed(byte[] bytes, long now) throws DocumentFault {
        Set<Octets> got = new HashSet<>();
        for (D one : parseAll(bytes, FILE_MAX).documents()) {
            listed.put(digest(one), now);
            if (find(digest(one)) == null) {
                put(one);
                got.add(digest(one));
            }
        }
        append(got);
    }

    // ---- to disk --------------------------------------------------------------------------------------------------

    /** A consensus lists {@code digests} at {@code now}: what none has listed for a week goes. */
    final void listed(Collection<Octets> digests, long now) {
        digests.forEach(digest -> listed.put(digest, now));
        for (Octets digest : List.copyOf(listed.keySet())) {
            if (listed.get(digest) + KEEP_SECONDS < now) {
                listed.remove(digest);
                D gone = all.remove(digest);
                if (gone != null) {
                    changed(gone, false);
                }
            }
        }
        if (journalSize > Math.max(JOURNAL_LEAST, fileSize / 4)) {
            rebuild();
        }
    }

    /** Writes all into one file: the journal goes only when that is there. */
    private void rebuild() {
        byte[] whole = text(all.keySet());
        if (files.replace(file, whole)) {
            files.remove(journal);
            fileSize = whole.length;
            journalSize = 0;
        }
    }

    private byte[] text(Collection<Octets> digests) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Octets digest : digests) {
            String text = kept(all.get(digest), listed.getOrDefault(digest, 0L));
            out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }
}
