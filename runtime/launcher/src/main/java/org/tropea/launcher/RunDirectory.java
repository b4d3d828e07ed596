package org.tropea.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The DataDirectory of a run: everything that the run writes is in it. Mode 0700, locked for one process as long as
 * this object is open; the operating system lifts the lock should the process die.
 */
final class RunDirectory implements AutoCloseable {
    private final Path root;
    private final FileChannel lock;

    private RunDirectory(Path root, FileChannel lock) {
        this.root = root;
        this.lock = lock;
    }

    static RunDirectory open(Path root) throws StartFault {
        try {
            makePrivate(root);
            RunDirectory directory = new RunDirectory(root, locked(root));
            for (Path part : new Path[] {directory.tmp(), directory.deploy(), directory.conf()}) {
                Files.createDirectories(part);
            }
            directory.forgetTorrc();
            return directory;
        } catch (IOException e) {
            throw new StartFault("cannot use DataDirectory " + root + ": " + reason(e));
        }
    }

    /**
     * Drops what a torrc put into ConfigAdmin's store in an earlier run: the router would start with that before the
     * torrc, which may say something else now, is read. The property tells where it came from.
     */
    private void forgetTorrc() throws IOException {
        Path stored = config().resolve("org").resolve("tropea");
        if (Files.isDirectory(stored)) {
            try (DirectoryStream<Path> routers = Files.newDirectoryStream(stored, "router%007e*.config")) {
                for (Path router : routers) {
                    if (Files.readString(router).contains("\ntropea.torrc=")) {
                        Files.delete(router);
                    }
                }
            }
        }
    }

    Path root() {
        return root;
    }

    /** The bundle cache, emptied at each start: bundles are installed by reference. */
    Path cache() {
        return root.resolve("felix").resolve("cache");
    }

    /** ConfigAdmin's store. */
    Path config() {
        return root.resolve("felix").resolve("config");
    }

    Path tmp() {
        return root.resolve("felix").resolve("tmp");
    }

    /** The logging configuration made for this run. */
    Path logback() {
        return root.resolve("felix").resolve("logback.xml");
    }

    /** Bundles dropped here are installed while the router runs. */
    Path deploy() {
        return root.resolve("deploy");
    }

    /** {@code .cfg} and {@code .config} files dropped here go to ConfigAdmin. */
    Path conf() {
        return root.resolve("conf");
    }

    Path log() {
        return root.resolve("tropea.log");
    }

    private static void makePrivate(Path root) throws IOException {
        Files.createDirectories(root);
        PosixFileAttributeView view = Files.getFileAttributeView(root, PosixFileAttributeView.class);
        if (view != null) {
            view.setPermissions(PosixFilePermissions.fromString("rwx------"));
        }
    }

    private static FileChannel locked(Path root) throws IOException, StartFault {
        FileChannel channel =
                FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            throw new StartFault("already running: another process uses DataDirectory " + root);
        }
        return channel;
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName() + (e.getMessage() == null ? "" : " " + e.getMessage());
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
