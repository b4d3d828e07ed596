package org.tropea.itests.bench.all;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Another program of the benches, run to its end within a time; what it prints goes to stderr. */
final class Program {
    private Program() {}

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
