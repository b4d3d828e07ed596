package org.tropea.itests.swap.relay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A running JVM, asked by the JDK's jcmd. */
public record Jvm(long pid) {
    private static final Pattern THREAD = Pattern.compile("(?m)^\"(.*?)\" .*tid=.*$");

    /** How many live objects there are of the classes whose names match {@code regex}, after a full collection. */
    public int instances(String regex) {
        Pattern row = Pattern.compile("(?m)^ *\\d+: +(\\d+) +\\d+ +(" + regex + ")( .*)?$");
        Matcher rows = row.matcher(jcmd("GC.class_histogram"));
        int count = 0;
        while (rows.find()) {
            count += Integer.parseInt(rows.group(1));
        }
        return count;
    }

    /** The names of its live Java threads, several of a kind under one name: numbers in them are left out. */
    public Set<String> threadKinds() {
        return threads().stream()
                .map(name -> name.replaceAll("\\d+", "#"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The names of its live Java threads. */
    public List<String> threads() {
        return THREAD.matcher(jcmd("Thread.print"))
                .results()
                .map(found -> found.group(1))
                .sorted()
                .toList();
    }

    /** What {@code jcmd} answers. */
    public String jcmd(String... words) {
        Path program = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        List<String> line = new java.util.ArrayList<>(List.of(program.toString(), Long.toString(pid)));
        line.addAll(List.of(words));
        try {
            Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", line) + ": " + answer);
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run jcmd, which comes with the JDK: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while jcmd ran", e);
        }
    }
}
