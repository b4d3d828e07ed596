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
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tropea.directory.store.CacheFiles;
import org.tropea.netdoc.frame.DocumentFault;
import org.tropea.netdoc.frame.Parsed;
import org.tropea.netdoc.micro.Microdescriptor;
import org.tropea.netdoc.micro.Microdescriptors;
import org.tropea.netdoc.value.Octets;
import org.tropea.netdoc.value.Times;

/**
 * The microdescriptors that are here, in memory and in two files: {@code cached-microdescs}, and what came since it was
 * written in {@code cached-microdescs.new}. Written on the conductor; {@link #find} is for any thread.
 */
public final class Microdescs implements BatchJob.Kind {
    private static final Logger LOG = LoggerFactory.getLogger(Microdescs.class);
    private static final String FILE = "cached-microdescs";
    private static final String JOURNAL = FILE + ".new";
    private static final long KEEP_SECONDS = 7 * 86_400L;
    private static final int FILE_MAX = 256 << 20;
    private static final int ANSWER_MAX = 8 << 20;
    /** As many as C tor asks for in one request. */
    private static final int MOST = 92;

    private static final int JOURNAL_LEAST = 1 << 16;

    private final CacheFiles files;
    private final Map<Octets, Microdescriptor> all = new ConcurrentHashMap<>();
    /** When a consensus last listed each, seconds since 1970. */
    private final Map<Octets, Long> listed = new ConcurrentHashMap<>();

    private long fileSize;
    private long journalSize;

    Microdescs(CacheFiles files) {
        this.files = files;
    }

    /** The one with this digest, or null. Any thread. */
    public Microdescriptor find(Octets digest) {
        return all.get(digest);
    }

    /** How many there are. Any thread. */
    public int size() {
        return all.size();
    }

    // ---- from disk ------------------------------------------------------------------------------------------------

    /** Takes what is on disk, at {@code now}; a journal, whose end may be missing, is merged at once. */
    void load(long now) {
        byte[] main = files.read(FILE);
        byte[] journal = files.read(JOURNAL);
        take(main, FILE, now);
        take(journal, JOURNAL, now);
        fileSize = main == null ? 0 : main.length;
        if (journal != null && journal.length > 0) {
            rebuild(now);
        }
    }

    private void take(byte[] bytes, String from, long now) {
        try {
            if (bytes != null && bytes.length > 0) {
                Parsed<Microdescriptor> parsed = Microdescriptors.parseAll(ended(bytes), FILE_MAX);
                parsed.refused().forEach(fault -> LOG.info("Dropping a part of {}: {}", from, fault.getMessage()));
                parsed.documents().forEach(one -> {
                    all.put(one.digest(), one);
                    listed.put(one.digest(), one.lastListed() == 0 ? now : one.lastListed());
                });
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

    // ---- from mirrors ---------------------------------------------------------------------------------------------

    @Override
    public String name() {
        return "microdescriptors";
    }

    @Override
    public String path(Collection<Octets> digests) {
        return "/tor/micro/d/" + digests.stream().map(Octets::base64).collect(Collectors.joining("-"));
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
    public Set<Octets> take(byte[] bytes, Set<Octets> asked, String from) throws DocumentFault {
        Parsed<Microdescriptor> parsed = Microdescriptors.parseAll(bytes, ANSWER_MAX);
        parsed.refused().forEach(fault -> LOG.warn("Refusing a microdescriptor from {}: {}", from, fault.getMessage()));
        List<Microdescriptor> good = new ArrayList<>(parsed.documents());
        if (good.removeIf(one -> !asked.contains(one.digest()))) {
            LOG.warn("Refusing microdescriptors from {} that have none of the digests asked for", from);
        }
        Set<Octets> got = new HashSet<>();
        for (Microdescriptor one : good) {
            all.put(one.digest(), one);
            got.add(one.digest());
        }
        if (!got.isEmpty()) {
            byte[] more = text(got);
            files.append(JOURNAL, more);
            journalSize += more.length;
        }
        return got;
    }

    // ---- to disk --------------------------------------------------------------------------------------------------

    /** A consensus lists {@code digests} at {@code now}: what none has listed for a week goes. */
    void listed(Collection<Octets> digests, long now) {
        digests.forEach(digest -> listed.put(digest, now));
        all.keySet().removeIf(digest -> listed.getOrDefault(digest, 0L) + KEEP_SECONDS < now);
        listed.keySet().removeIf(digest -> listed.get(digest) + KEEP_SECONDS < now);
        if (journalSize > Math.max(JOURNAL_LEAST, fileSize / 4)) {
            rebuild(now);
        }
    }

    /** Writes all into one file: the journal goes only when that is there. */
    void rebuild(long now) {
        byte[] whole = text(all.keySet());
        if (files.replace(FILE, whole)) {
            files.remove(JOURNAL);
            fileSize = whole.length;
            journalSize = 0;
        }
    }

    private byte[] text(Collection<Octets> digests) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Octets digest : digests) {
            Microdescriptor one = all.get(digest);
            String annotation = Microdescriptor.LAST_LISTED + " " + Times.text(listed.getOrDefault(digest, 0L)) + "\n";
            out.writeBytes((annotation + one.text()).getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }
}
