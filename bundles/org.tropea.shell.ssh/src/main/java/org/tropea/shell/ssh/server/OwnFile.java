package org.tropea.shell.ssh.server;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files whose permissions matter. Where the file system has no POSIX permissions nothing is checked. */
final class OwnFile {
    private static final Set<PosixFilePermission> READ_BY_OTHERS =
            Set.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);
    private static final Set<PosixFilePermission> WRITE_BY_OTHERS =
            Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    private OwnFile() {}

    /** A secret: nobody but its owner may read or write it. */
    static void checkSecret(Path file) throws IOException, ServerFault {
        checkUnchangeable(file);
        if (permits(file, READ_BY_OTHERS)) {
            throw new ServerFault(file + " can be read by others; accepted is chmod 600");
        }
    }

    /** What decides who gets in: nobody but its owner may write it. */
    static void checkUnchangeable(Path file) throws IOException, ServerFault {
        if (permits(file, WRITE_BY_OTHERS)) {
            throw new ServerFault(file + " can be written by others; accepted is chmod 600");
        }
    }

    private static boolean permits(Path file, Set<PosixFilePermission> permissions) throws IOException {
        return hasPermissions(file)
                && Files.getPosixFilePermissions(file).stream().anyMatch(permissions::contains);
    }

    /** Creates a file of mode 0600 in a directory of mode 0700; fails when the file is there already. */
    static OutputStream create(Path file) throws IOException {
        Path directory = file.getParent();
        if (!Files.exists(directory)) {
            Files.createDirectories(directory);
            if (hasPermissions(directory)) {
                Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
            }
        }
        Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        if (!hasPermissions(directory)) {
            return Files.newOutputStream(file, options.toArray(StandardOpenOption[]::new));
        }
        return Channels.newOutputStream(Files.newByteChannel(
                file, options, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))));
    }

    private static boolean hasPermissions(Path file) throws IOException {
        return Files.getFileStore(file).supportsFileAttributeView("posix");
    }
}
