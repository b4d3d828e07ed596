package org.tropea.transport.obfs4;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import org.tropea.flow.fault.LocalFault;

/**
 * Where one router keeps its bridge: {@code pt_state} in its data directory, the folder that C tor gives obfs4proxy, with
 * the same files. Any thread, one at a time.
 */
final class StateFolder {
    private static final String NAME = "pt_state";
    private static final List<String> IDENTITY = List.of("node-id", "private-key", "drbg-seed");

    private final Path folder;

    StateFolder(Path dataDirectory) {
        folder = dataDirectory.resolve(NAME);
    }

    /**
     * The bridge that {@code options} (of ServerTransportOptions) describe, else that of the file, else a new one; hiding as
     * the options say. Both files tell of it then.
     */
    ServerIdentity identity(Map<String, String> options) throws LocalFault {
        try {
            Files.createDirectories(folder, owner("rwx------"));
            Path state = folder.resolve(StateFiles.STATE);
            String kept = Files.exists(state) ? Files.readString(state) : "";
            ServerIdentity identity = identity(options, kept);
            String mode = options.get("iat-mode");
            ServerIdentity bridge = mode == null ? identity : identity.with(IatMode.parse(mode));
            if (kept.isEmpty() || !StateFiles.print(StateFiles.parse(kept)).equals(StateFiles.print(bridge))) {
                write(state, StateFiles.print(bridge));
            }
            write(folder.resolve(StateFiles.BRIDGE_LINE), StateFiles.bridgeLine(bridge));
            return bridge;
        } catch (IOException fault) {
            throw new LocalFault("obfs4: the state in " + folder + " cannot be read and written: " + fault, fault);
        }
    }

    private static ServerIdentity identity(Map<String, String> options, String kept) throws LocalFault {
        if (IDENTITY.stream().anyMatch(options::containsKey)) {
            return ServerIdentity.of(options);
        }
        return kept.isEmpty() ? ServerIdentity.generate(new SecureRandom()) : StateFiles.parse(kept);
    }

    /** A crash leaves the old file or the new one. */
    private void write(Path file, String text) throws IOException {
        Path half = folder.resolve(file.getFileName() + ".tmp");
        Files.deleteIfExists(half);
        Files.createFile(half, owner("rw-------"));
        Files.write(half, text.getBytes(StandardCharsets.UTF_8));
        Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static FileAttribute<?> owner(String permissions) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    }
}
