package org.tropea.itests.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Runs one of the benches' commands as a user does; what it prints goes into a file of {@code folder}. */
public record Script(Path folder) {

    /** Its exit code; it is stopped after {@code limit}. */
    public int run(Duration limit, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output().toFile())
                .start();
        process.getOutputStream().close();
        if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
            process.destroy();
            process.waitFor(30, TimeUnit.SECONDS);
        }
        return process.exitValue();
    }

    private Path output() {
        return folder.resolve("output");
    }

    /** What the last one printed. */
    public String printed() {
        try {
            return Files.readString(output());
        } catch (IOException e) {
            return e.toString();
        }
    }
}
