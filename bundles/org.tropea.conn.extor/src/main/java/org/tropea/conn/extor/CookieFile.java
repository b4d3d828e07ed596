package org.tropea.conn.extor;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.tropea.flow.fault.LocalFault;
import org.tropea.net.option.Options;

/** The file with the cookie, in C tor's place and format: 32 bytes that say what it is, and the 32 of the cookie. */
final class CookieFile {
    private static final String HEADER = "! Extended ORPort Auth Cookie !\n";
    private static final String NAME = "extended_orport_auth_cookie";

    private CookieFile() {}

    /** Writes {@code cookie} where {@code options} say; whoever reads the file sees the old one or the new one. */
    static void write(byte[] cookie, Options options) throws LocalFault {
        Path file = options.isSet("ExtORPortCookieAuthFile")
                ? options.path("ExtORPortCookieAuthFile")
                : options.dataDirectory().resolve(NAME);
        String mode = options.flag("ExtORPortCookieAuthFileGroupReadable") ? "rw-r-----" : "rw-------";
        Path half = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            Files.deleteIfExists(half);
            Files.createFile(half, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try (OutputStream out = Files.newOutputStream(half)) {
                out.write(HEADER.getBytes(StandardCharsets.US_ASCII));
                out.write(cookie);
            }
            Files.setPosixFilePermissions(half, PosixFilePermissions.fromString(mode));
            Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException fault) {
            throw new LocalFault("ExtORPort: the cookie cannot be written to " + file + ": " + fault, fault);
        }
    }
}
