package org.tropea.itests.ctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Where C tor's programs are: the folder named by the system property {@code tropea.tor} or the environment variable
 * {@code TROPEA_TOR}, else what {@code itests/get-tor} of this checkout answers (it fetches them when missing).
 */
public record TorPrograms(Path folder) {

    private static final int FETCH_SECONDS = 300;

    /** The programs of this machine. @throws IllegalStateException naming what to do when there are none */
    public static TorPrograms locate() {
        String named = System.getProperty("tropea.tor", System.getenv("TROPEA_TOR"));
        TorPrograms found = new TorPrograms(named == null ? fetched(script()) : Path.of(named));
        if (!Files.isExecutable(found.tor()) || !Files.isExecutable(found.gencert())) {
            throw new IllegalStateException(found.folder + " lacks tor or tor-gencert; run itests/get-tor");
        }
        return found;
    }

    /** The {@code tor} program. */
    public Path tor() {
        return folder.resolve("tor");
    }

    /** The {@code tor-gencert} program. */
    public Path gencert() {
        return folder.resolve("tor-gencert");
    }

    private static Path script() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path script = at.resolve("itests/get-tor");
            if (Files.isExecutable(script)) {
                return script;
            }
        }
        throw new IllegalStateException(
                "no itests/get-tor above the working directory; set -Dtropea.tor to the folder of tor and tor-gencert");
    }

    private static Path fetched(Path script) {
        try {
            Process process = new ProcessBuilder(script.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            process.getOutputStream().close();
            String folder = new String(process.getInputStream().readAllBytes()).strip();
            if (!process.waitFor(FETCH_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroy();
                throw new IllegalStateException(script + " failed; its messages are on stderr");
            }
            return Path.of(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while running " + script, e);
        }
    }
}
