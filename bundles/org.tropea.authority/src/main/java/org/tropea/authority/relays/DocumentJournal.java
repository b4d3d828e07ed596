package org.tropea.authority.relays;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tropea.net.store.StoredFiles;
import org.tropea.netdoc.frame.DocumentFault;
import org.tropea.netdoc.frame.Parsed;

/**
 * Documents of one kind in two files as C tor has them: one with all of some time ago, and a journal {@code .new} with what
 * came since. What was appended is on the disk. On the conductor.
 */
final class DocumentJournal {
    private static final Logger LOG = LoggerFactory.getLogger(DocumentJournal.class);
    private static final int FILE_MAX = 256 << 20;
    private static final long JOURNAL_LEAST = 1 << 18;

    private final StoredFiles files;
    private final String file;
    private long size;
    private long journalSize;

    DocumentJournal(StoredFiles files, String file) {
        this.files = files;
        this.file = file;
    }

    /** Reads many documents; a bad one costs only itself. */
    interface Reader<D> {
        Parsed<D> parseAll(byte[] bytes, int limit) throws DocumentFault;
    }

    /** What both files hold, in the order in which it came. */
    <D> List<D> load(Reader<D> reader) {
        List<D> all = new ArrayList<>();
        size = load(file, reader, all);
        journalSize = load(file + ".new", reader, all);
        return all;
    }

    private <D> long load(String name, Reader<D> reader, List<D> all) {
        byte[] bytes = files.read(name);
        byte[] whole = bytes == null ? new byte[0] : ended(bytes);
        try {
            if (whole.length > 0) {
                Parsed<D> parsed = reader.parseAll(whole, FILE_MAX);
                parsed.refused().forEach(fault -> LOG.info("Dropping a part of {}: {}", name, fault.getMessage()));
                all.addAll(parsed.documents());
            }
        } catch (DocumentFault fault) {
            LOG.warn("Dropping {}: {}", name, fault.getMessage());
        }
        return whole.length;
    }

    /** A crash may have cut the last line short. */
    private static byte[] ended(byte[] bytes) {
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        return end == bytes.length ? bytes : Arrays.copyOf(bytes, end);
    }

    /** Adds one; it is on the disk when this returns, or the log says why not. */
    void append(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        files.append(file + ".new", bytes);
        journalSize += bytes.length;
    }

    /** Whether the journal has grown so much that both files should be made one. */
    boolean isLong() {
        return journalSize > Math.max(JOURNAL_LEAST, size / 2);
    }

    /** Makes {@code all} the whole content: the journal goes only when that is on the disk. */
    void rebuild(Collection<String> all) {
        byte[] whole = String.join("", all).getBytes(StandardCharsets.UTF_8);
        if (files.replace(file, whole)) {
            files.remove(file + ".new");
            size = whole.length;
            journalSize = 0;
        }
    }
}
