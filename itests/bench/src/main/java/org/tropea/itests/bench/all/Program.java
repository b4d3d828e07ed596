package org.tropea.itests.bench.all;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Another program of the benches, run to its end within a time; what it prints goes to stderr. */
final class Program {
    private Program() {}

    /** Takes what a program wrote. */
    interface Reader<T> {
        T read(Path json) throws IOException;
    }

    /**
     * What {@code reader} makes of the JSON that it writes into the file whose name is put at the end of {@code command}.
     *
     * @throws IllegalStateException when its exit code is above {@code worst}, or it wrote nothing
     */
    static <T> T json(List<String> command, Path javaHome, Duration limit, int worst, Reader<T> reader)
            throws IOException {
        Path json = Files.createTempFile("bench-", ".json");
        try {
            List<String> whole = new ArrayList<>(command);
            whole.add(json.toString());
            int code = run(whole, javaHome, limit);
            if (code > worst || Files.size(json) == 0) {
                throw new IllegalStateException(String.join(" ", command) + " ended with exit code " + code);
            }
            return reader.read(json);
        } finally {
            Files.delete(json);
        }
    }

    /** Its exit code. @throws IllegalStateException when it is not done in time; it is stopped then */
    static int run(List<String> command, Path javaHome, Duration limit) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", javaHome.toString());
        Process process = builder.start();
        process.getOutputStream().close();
        Thread copier = new Thread(() -> copy(process), "bench-output");
        copier.setDaemon(true);
        copier.start();
        try {
            if (process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
                return process.exitValue();
            }
            throw new IllegalStateException(command.get(0) + " not done within " + limit.toMinutes() + " minutes");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + command.get(0) + " ran", e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }
    }

    private static void copy(Process process) {
        try {
            process.getInputStream().transferTo(System.err);
        } catch (IOException stopped) {
            System.err.println("bench/all: " + stopped.getMessage());
        }
    }
}
