package org.tropea.directory.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of one router's CacheDirectory. A file that is replaced is written beside it, forced to the disk and
 * renamed, so that a crash at any moment leaves the old one or the new one. What cannot be read counts as absent; what
 * cannot be written is said once, until it can be again, and the caller goes on from memory. One thread.
 */
public final class CacheFiles {
    private static final Logger LOG = LoggerFactory.getLogger(CacheFiles.class);
    private static final String TEMPORARY = ".tmp";
    private static final int READ_MAX = 256 << 20;

    private final Path directory;
    /** What was said last of each file that could not be written. */
    private final Map<String, String> troubles = new HashMap<>();

    /** The files below {@code directory}, which is made when something is written. */
    public CacheFiles(Path directory) {
        this.directory = directory;
    }

    /** No files: nothing is read, and what is written is only in memory. */
    public static CacheFiles none() {
        return new CacheFiles(null);
    }

    /** The content of {@code name}; null when there is none that can be read. */
    public byte[] read(String name) {
        if (directory == null) {
            return null;
        }
        Path file = directory.resolve(name);
        try {
            if (Files.size(file) > READ_MAX) {
                throw new IOException("larger than " + READ_MAX + " bytes");
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException absent) {
            return null;
        } catch (IOException unreadable) {
            LOG.warn("Cannot read {}: {}; going on without it", file, unreadable.toString());
            return null;
        }
    }

    /** Makes {@code content} all of {@code name}; returns whether that worked. */
    public boolean replace(String name, byte[] content) {
        return write(name, () -> {
            Path temporary = directory.resolve(name + TEMPORARY);
            try {
                put(temporary, content, StandardOpenOption.TRUNCATE_EXISTING);
                Files.move(
                        temporary,
                        directory.resolve(name),
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException failure) {
                dropQuietly(temporary);
                throw failure;
            }
        });
    }

    /** Adds {@code content} at the end of {@code name}: a crash may leave a part of it, which readers must expect. */
    public boolean append(String name, byte[] content) {
        return write(name, () -> put(directory.resolve(name), content, StandardOpenOption.APPEND));
    }

    /** Removes {@code name}; absent is fine. */
    public void remove(String name) {
        write(name, () -> Files.deleteIfExists(directory.resolve(name)));
    }

    private static void put(Path file, byte[] content, StandardOpenOption how) throws IOException {
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how)) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                out.write(rest);
            }
            out.force(true);
        }
    }

    private static void dropQuietly(Path temporary) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException stays) {
            LOG.debug("{} stays behind: {}", temporary, stays.toString());
        }
    }

    private boolean write(String name, Writing writing) {
        if (directory == null) {
            return true;
        }
        try {
            Files.createDirectories(directory);
            writing.run();
        } catch (IOException failure) {
            told(name, failure);
            return false;
        }
        if (troubles.remove(name) != null) {
            LOG.info("{} can be written again", directory.resolve(name));
        }
        return true;
    }

    private void told(String name, IOException failure) {
        String trouble = failure.toString();
        if (!trouble.equals(troubles.put(name, trouble))) {
            LOG.warn(
                    "Cannot write {}: {}; going on from memory, what is missing on disk is fetched again at the next start",
                    directory.resolve(name),
                    trouble);
        }
    }

    /** Something that writes. */
    @FunctionalInterface
    private interface Writing {
        void run() throws IOException;
    }
}
