package org.tropea.keys;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import org.tropea.crypto.CryptoFault;
import org.tropea.net.keys.KeyFault;

/**
 * A directory of key files, mode 0700, its files 0600. What others can read is refused. Files are replaced in one step,
 * so that a crash leaves the old one or the new one.
 */
class KeyDirectory {
    private static final Set<PosixFilePermission> OWNER_ONLY = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);
    private static final int FILE_MAX = 64 * 1024;

    private final Path path;

    private KeyDirectory(Path path) {
        this.path = path;
    }

    /** The same directory as {@code other}. */
    KeyDirectory(KeyDirectory other) {
        this(other.path);
    }

    /** The directory at {@code path}, made if it is missing. */
    static KeyDirectory open(Path path) throws KeyFault {
        try {
            FileAttribute<?> mode = PosixFilePermissions.asFileAttribute(OWNER_ONLY);
            Path parent = path.toAbsolutePath().getParent();
            if (parent != null && !Files.isDirectory(parent)) {
                Files.createDirectories(parent, mode);
            }
            if (!Files.exists(path)) {
                Files.createDirectory(path, mode);
            }
        } catch (IOException e) {
            throw new KeyFault("key directory " + path + ": cannot be made: " + e.getMessage(), e);
        }
        if (!Files.isDirectory(path)) {
            throw new KeyFault("key directory " + path + ": accepted is a directory, this is a file");
        }
        requireOwnerOnly(path, "0700");
        return new KeyDirectory(path);
    }

    private static void requireOwnerOnly(Path path, String accepted) throws KeyFault {
        try {
            Set<PosixFilePermission> mode = Files.getPosixFilePermissions(path);
            if (!OWNER_ONLY.containsAll(mode)) {
                throw new KeyFault(path + ": others may read or write it (" + PosixFilePermissions.toString(mode)
                        + "); accepted is mode " + accepted);
            }
        } catch (IOException e) {
            throw new KeyFault(path + ": its mode cannot be read: " + e.getMessage(), e);
        }
    }

    /** Whether there is a file of this name. */
    boolean has(String name) {
        return Files.exists(path.resolve(name));
    }

    /** The bytes of the secret file {@code name}. */
    byte[] readSecret(String name) throws KeyFault {
        requireOwnerOnly(path.resolve(name), "0600");
        return read(name);
    }

    /** The bytes of the file {@code name}. */
    byte[] read(String name) throws KeyFault {
        Path file = path.resolve(name);
        try {
            if (Files.size(file) > FILE_MAX) {
                throw new KeyFault(file + ": too long for a key file; accepted are " + FILE_MAX + " bytes");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new KeyFault(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /** What {@code parser} makes of {@code content}; its faults become faults about the file {@code name}. */
    <T> T parse(String name, Parser<T> parser, byte[] content) throws KeyFault {
        try {
            return parser.parse(content);
        } catch (CryptoFault fault) {
            throw new KeyFault(file(name) + ": " + fault.getMessage(), fault);
        }
    }

    /** Makes something of the bytes of a file. */
    interface Parser<T> {
        T parse(byte[] content) throws KeyFault, CryptoFault;
    }

    /** Removes the file {@code name}, if it is there. */
    void delete(String name) throws KeyFault {
        try {
            Files.deleteIfExists(path.resolve(name));
        } catch (IOException e) {
            throw new KeyFault(path.resolve(name) + ": cannot be removed: " + e.getMessage(), e);
        }
    }

    /** Writes the file {@code name}, readable by the owner alone. */
    void write(String name, byte[] content) throws KeyFault {
        Path file = path.resolve(name);
        Path fresh = path.resolve(name + ".tmp");
        try {
            put(fresh, content);
            replace(file, fresh);
        } catch (IOException e) {
            throw new KeyFault(file + ": cannot be written: " + e.getMessage(), e);
        }
    }

    /** First step: {@code content} is on the disk, beside the file. */
    void put(Path fresh, byte[] content) throws IOException {
        FileAttribute<?> mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        Files.deleteIfExists(fresh);
        try (FileChannel channel =
                FileChannel.open(fresh, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), mode)) {
            ByteBuffer left = ByteBuffer.wrap(content);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        }
    }

    /** Second step: it is the file. */
    void replace(Path file, Path fresh) throws IOException {
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** When the file {@code name} was written, in seconds since 1970. */
    long writtenAt(String name) throws KeyFault {
        try {
            FileTime time = Files.getLastModifiedTime(path.resolve(name));
            return time.toMillis() / 1000;
        } catch (IOException e) {
            throw new KeyFault(path.resolve(name) + ": its time cannot be read: " + e.getMessage(), e);
        }
    }

    /** The whole path of the file {@code name}, for messages. */
    Path file(String name) {
        return path.resolve(name);
    }
}
