package org.tropea.itests.bench.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/** What a JVM's heap holds after a full collection, by {@code jcmd PID GC.class_histogram}, which makes one. */
final class LiveHeap {
    private LiveHeap() {}

    /** Whether the process is a JVM. */
    static boolean isJvm(long pid) {
        try {
            return Files.readSymbolicLink(Path.of("/proc/" + pid + "/exe")).endsWith("java");
        } catch (IOException e) {
            throw new IllegalStateException("cannot see process " + pid + ": " + e.getMessage(), e);
        }
    }

    /** Bytes; empty for a process that is not Java. */
    static OptionalLong of(long pid) {
        try {
            Path java = Files.readSymbolicLink(Path.of("/proc/" + pid + "/exe"));
            Path jcmd = java.resolveSibling("jcmd");
            return java.endsWith("java") ? OptionalLong.of(total(jcmd, pid)) : OptionalLong.empty();
        } catch (IOException e) {
            throw new IllegalStateException("cannot see the heap of process " + pid + ": " + e.getMessage(), e);
        }
    }

    private static long total(Path jcmd, long pid) throws IOException {
        Process process = new ProcessBuilder(jcmd.toString(), Long.toString(pid), "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        List<String> totals =
                printed.lines().filter(line -> line.startsWith("Total")).toList();
        if (totals.isEmpty()) {
            throw new IllegalStateException(jcmd + " said: " + printed);
        }
        String[] words = totals.get(totals.size() - 1).split("\\s+");
        return Long.parseLong(words[2]);
    }
}
