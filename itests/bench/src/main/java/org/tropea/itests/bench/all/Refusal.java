package org.tropea.itests.bench.all;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Asks a relay by {@code --verify-config} whether it takes a torrc line. */
final class Refusal {
    private Refusal() {}

    /** What it says against {@code line}, or null when it has nothing against it. */
    static String of(Subject subject, String line) {
        try {
            Path torrc = Files.createTempFile("bench-", ".torrc");
            try {
                Files.write(torrc, List.of("SocksPort 0", line));
                return said(run(subject, torrc), line.split(" ")[0]);
            } finally {
                Files.delete(torrc);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> run(Subject subject, Path torrc) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(subject.command().toString(), "-f", torrc.toString(), "--verify-config");
        builder.environment().put("JAVA_HOME", subject.javaHome().toString());
        Process process = builder.redirectErrorStream(true).start();
        process.getOutputStream().close();
        return new String(process.getInputStream().readAllBytes()).lines().toList();
    }

    /** The line about the option, without the program's and the file's name; other complaints are no matter here. */
    private static String said(List<String> lines, String option) {
        return lines.stream()
                .filter(each -> each.contains(option + ":"))
                .map(each -> "the relay says " + each.substring(each.indexOf(option)))
                .findFirst()
                .orElse(null);
    }
}
