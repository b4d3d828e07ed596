package org.tropea.authority.store;

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
 * The files that one authority keeps in its DataDirectory. One that is replaced is written beside it, forced to the
 * disk and renamed: a crash leaves the old one or the new one. What cannot be read counts as absent; what cannot be
 * written is said once, until it can be again, and the authority goes on from memory. On the conductor.
 */
public final class DataFiles {
    private static final Logger LOG = LoggerFactory.getLogger(DataFiles.class);
    private static final long READ_MAX = 256L << 20;

    private final Path directory;
    /** What was said last of each file that could not be written. */
    private final Map<String, String> troubles = new HashMap<>();

    /** The files in {@code directory}, which is made when something is written. */
    public DataFiles(Path directory) {
        this.directory = directory;
    }

    /** The content of {@code name}; null when there is none that can be read. */
    public byte[] read(String name) {
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
            Path temporary = directory.resolve(name + ".tmp");
            put(temporary, content, StandardOpenOption.TRUNCATE_EXISTING);
            Files.move(
                    temporary,
                    directory.resolve(name),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
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

    private boolean write(String name, Writing writing) {
        try {
            Files.createDirectories(directory);
            writing.run();
        } catch (IOException failure) {
            if (!failure.toString().equals(troubles.put(name, failure.toString()))) {
                LOG.warn("Cannot write {}: {}; going on from memory", directory.resolve(name), failure.toString());
            }
            return false;
        }
        if (troubles.remove(name) != null) {
            LOG.info("{} can be written again", directory.resolve(name));
        }
        return true;
    }

    /** Something that writes. */
    @FunctionalInterface
    private interface Writing {
        void run() throws IOException;
    }
}
