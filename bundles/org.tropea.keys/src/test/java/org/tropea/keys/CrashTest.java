package org.tropea.keys;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tropea.crypto.cert.Ed25519Cert;
import org.tropea.crypto.keys.KeyFiles;
import org.tropea.net.keys.KeyFault;

/** The process ends before, within or after each write of a key file; the next start finds or makes what it needs. */
class CrashTest {
    /** What says who the router is, and must be the same ever after once it is there. */
    private static final List<String> IDENTITY =
            List.of(KeyFiles.RSA_IDENTITY, KeyFiles.ED25519_MASTER_SECRET, KeyFiles.ED25519_MASTER_PUBLIC);

    /** A start writes seven files, a renewal of the signing and the onion key four, each in three steps. */
    private static final int FIRST_START = 7 * 3;

    private static final int SIGNING = 2 * 3;
    private static final int ONION = 2 * 3;

    @TempDir
    Path folder;

    private final MovableClock clock = new MovableClock();

    /** The end of the process: nothing catches it. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    /** Lets so many steps happen; each write has three: half of the bytes beside the file, all of them, the file. */
    private static final class Dying extends KeyDirectory {
        private int left;

        Dying(Path path, int steps) throws KeyFault {
            super(KeyDirectory.open(path));
            left = steps;
        }

        private void step() {
            if (left-- == 0) {
                throw new Killed();
            }
        }

        @Override
        void put(Path fresh, byte[] content) throws IOException {
            step();
            super.put(fresh, Arrays.copyOf(content, content.length / 2));
            step();
            super.put(fresh, content);
        }

        @Override
        void replace(Path file, Path fresh) throws IOException {
            step();
            super.replace(file, fresh);
        }
    }

    /** What is done to the directory until the process ends. */
    private interface Work {
        void in(KeyDirectory directory) throws KeyFault;
    }

    /** Has {@code work} done in copies of {@code before}, killed at each of its steps; returns how many it has. */
    private int killedAtEachStep(Path before, Work work) throws Exception {
        for (int step = 0; ; step++) {
            Path copy = copy(before, "killed-at-" + step);
            try {
                work.in(new Dying(copy, step));
                return step;
            } catch (Killed killed) {
                assertRecovers(copy, step);
            }
        }
    }

    private void assertRecovers(Path directory, int step) throws Exception {
        Map<String, byte[]> identity = identity(directory);
        FileKeys next = FileKeys.open(KeyDirectory.open(directory), clock);
        next.renew();
        Ed25519Cert certificate = Ed25519Cert.parse(next.signingCertificate());
        certificate.check(4, 1, next.ed25519Id(), clock.seconds());
        assertArrayEquals(next.signing().publicKey(), certificate.key(), "step " + step);
        Map<String, byte[]> after = identity(directory);
        identity.forEach((name, file) -> assertArrayEquals(file, after.get(name), name + ", step " + step));
        FileKeys again = FileKeys.open(KeyDirectory.open(directory), clock);
        assertArrayEquals(next.signingCertificate(), again.signingCertificate(), "it is whole, step " + step);
    }

    private static Map<String, byte[]> identity(Path directory) throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        for (String name : IDENTITY) {
            if (Files.exists(directory.resolve(name))) {
                files.put(name, Files.readAllBytes(directory.resolve(name)));
            }
        }
        return files;
    }

    private Path copy(Path from, String name) throws IOException {
        Path to = privately(name);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        return to;
    }

    private Path privately(String name) throws IOException {
        var mode = PosixFilePermissions.fromString("rwx------");
        return Files.createDirectory(folder.resolve(name), PosixFilePermissions.asFileAttribute(mode));
    }

    private Path made() throws Exception {
        Path directory = privately("made");
        FileKeys.open(KeyDirectory.open(directory), clock);
        return directory;
    }

    @Test
    void atTheFirstStart() throws Exception {
        int steps = killedAtEachStep(privately("empty"), directory -> FileKeys.open(directory, clock));
        assertEquals(FIRST_START, steps);
    }

    @Test
    void whileTheSigningKeyIsRenewedAtAStart() throws Exception {
        Path made = made();
        clock.advance(Duration.ofDays(29).plusHours(12));
        int steps = killedAtEachStep(made, directory -> FileKeys.open(directory, clock));
        assertEquals(SIGNING, steps);
    }

    @Test
    void whileARunningRouterRenews() throws Exception {
        Path made = made();
        clock.advance(Duration.ofDays(29).plusHours(12));
        int steps = killedAtEachStep(made, directory -> {
            MovableClock time = new MovableClock();
            FileKeys running = FileKeys.open(directory, time);
            time.advance(Duration.ofDays(29).plusHours(12));
            running.renew();
        });
        assertEquals(SIGNING + ONION, steps);
    }
}
