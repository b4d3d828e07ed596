package org.tropea.net.store;

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
import java.util.function.Consumer;

/**
 * Files in one directory of a router. One that is replaced is written beside it, forced to the disk and renamed: a crash
 * at any moment leaves the old one or the new one. What cannot be read counts as absent; what cannot be written is told
 * once, until it can be again, and the caller goes on from memory. Belongs to one thread.
 */
public final class StoredFiles {
    private static final String TEMPORARY = ".tmp";
    private static final long READ_MAX = 256L << 20;

    private final Path directory;
    private final Consumer<String> warn;
    private final Consumer<String> info;
    private final Writer writer;
    /** What was said last of each file that could not be written. */
    private final Map<String, String> troubles = new HashMap<>();
    /** How long those files were to which only a part of something was added, and from which it could not be taken away. */
    private final Map<String, Long> torn = new HashMap<>();

    /** The files in {@code directory}, made when something is written; {@code warn} and {@code info} are a log's. */
    public StoredFiles(Path directory, Consumer<String> warn, Consumer<String> info) {
        this(directory, warn, info, StoredFiles::writeAll);
    }

    StoredFiles(Path directory, Consumer<String> warn, Consumer<String> info, Writer writer) {
        this.directory = directory;
        this.warn = warn;
        this.info = info;
        this.writer = writer;
    }

    /** No files: nothing is read, and what is written is only in memory. */
    public static StoredFiles none() {
        return new StoredFiles(null, text -> {}, text -> {});
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
            warn.accept("Cannot read " + file + ": " + unreadable + "; going on without it");
            return null;
        }
    }

    /** Makes {@code content} all of {@code name}; returns whether that worked. */
    public boolean replace(String name, byte[] content) {
        return attempt(name, file -> {
            Path temporary = directory.resolve(name + TEMPORARY);
            try {
                put(temporary, content, StandardOpenOption.TRUNCATE_EXISTING);
                Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                torn.remove(name);
            } catch (IOException failure) {
                dropped(temporary, failure);
                throw failure;
            }
        });
    }

    private static void dropped(Path temporary, IOException failure) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException stays) {
            failure.addSuppressed(stays);
        }
    }

    /**
     * Adds {@code content} at the end of {@code name}, or nothing when that fails: what comes next is never glued to a
     * part. Only a crash may leave a part, which readers must expect.
     */
    public boolean append(String name, byte[] content) {
        return attempt(name, file -> {
            long before = torn.containsKey(name) ? torn.get(name) : sizeOf(file);
            cutTo(before, name, file);
            try {
                put(file, content, StandardOpenOption.APPEND);
            } catch (IOException failure) {
                torn.put(name, before);
                cutTo(before, name, file);
                throw failure;
            }
        });
    }

    private static long sizeOf(Path file) throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }

    /** Takes away what was added in part. */
    private void cutTo(long size, String name, Path file) throws IOException {
        if (torn.containsKey(name) && Files.exists(file)) {
            try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
                out.truncate(size);
            }
        }
        torn.remove(name);
    }

    /** Removes {@code name}; absent is fine. */
    public void remove(String name) {
        attempt(name, file -> {
            Files.deleteIfExists(file);
            torn.remove(name);
        });
    }

    private void put(Path file, byte[] content, StandardOpenOption how) throws IOException {
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how)) {
            writer.write(out, ByteBuffer.wrap(content));
            out.force(true);
        }
    }

    private static void writeAll(FileChannel out, ByteBuffer rest) throws IOException {
        while (rest.hasRemaining()) {
            out.write(rest);
        }
    }

    private boolean attempt(String name, Attempt what) {
        if (directory == null) {
            return true;
        }
        Path file = directory.resolve(name);
        try {
            Files.createDirectories(directory);
            what.with(file);
        } catch (IOException failure) {
            if (!failure.toString().equals(troubles.put(name, failure.toString()))) {
                warn.accept("Cannot write " + file + ": " + failure + "; going on from memory");
            }
            return false;
        }
        if (troubles.remove(name) != null) {
            info.accept(file + " can be written again");
        }
        return true;
    }

    /** Writes all that remains of a buffer, or fails in the middle. */
    @FunctionalInterface
    interface Writer {
        void write(FileChannel out, ByteBuffer rest) throws IOException;
    }

    /** Something that may fail. */
    @FunctionalInterface
    private interface Attempt {
        void with(Path file) throws IOException;
    }
}
