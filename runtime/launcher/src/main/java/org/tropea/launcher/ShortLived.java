package org.tropea.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * A temporary directory that is deleted with all that is in it: when it is closed, or by a hook if the process ends
 * without that. Others may still write into it meanwhile. Main thread.
 */
final class ShortLived implements AutoCloseable {
    private static final long PATIENCE_MILLIS = 5_000;
    private static final long PAUSE_MILLIS = 50;

    private final Path root;

    private ShortLived(Path root) {
        this.root = root;
    }

    static ShortLived create(String prefix) throws IOException {
        ShortLived made = new ShortLived(Files.createTempDirectory(prefix));
        Runtime.getRuntime().addShutdownHook(new Thread(made::close, "delete-" + prefix));
        return made;
    }

    Path root() {
        return root;
    }

    /**
     * Goes round until nothing is left, as what still stops writes files that an earlier round did not see. What cannot be
     * deleted is said: it is no reason to hide how the run ended.
     */
    @Override
    public synchronized void close() {
        long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
        boolean interrupted = Thread.interrupted();
        while (Files.exists(root) && System.nanoTime() < end) {
            try {
                Files.walkFileTree(root, new Deleter());
            } catch (IOException | UncheckedIOException stillUsed) {
                interrupted |= pause();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (Files.exists(root)) {
            System.err.println("tropea: " + root + " could not be deleted; it holds keys");
        }
    }

    /** True when it was interrupted. */
    private static boolean pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
            return false;
        } catch (InterruptedException hurry) {
            return true;
        }
    }

    /** Deletes what it comes by, and passes over what is gone already. */
    private static final class Deleter extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException gone) {
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, IOException gone) throws IOException {
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
