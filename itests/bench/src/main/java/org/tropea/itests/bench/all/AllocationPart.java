package org.tropea.itests.bench.all;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;
import org.tropea.itests.bench.Limit;
import org.tropea.itests.bench.Measurement;
import org.tropea.itests.bench.Position;

/**
 * What a middle relay's loops allocate for each DATA cell that they pass on, TLS included: one run each under the load
 * of {@code middle-12x2}, with the JVM's own count of what each thread allocated (JFR).
 */
final class AllocationPart implements Part {
    /** Payload bytes of a DATA cell (tor-spec 6.1). */
    private static final int DATA = 498;

    private static final String EVENT = "jdk.ThreadAllocationStatistics";
    private static final int CIRCUITS = 12;
    private static final int STREAMS = 2;

    private final Sizes sizes;

    AllocationPart(Sizes sizes) {
        this.sizes = sizes;
    }

    @Override
    public String name() {
        return "allocation";
    }

    @Override
    public String what() {
        return "what a middle relay's loops allocate for each cell, TLS included";
    }

    @Override
    public int contenders(List<Subject> subjects) {
        return 0;
    }

    @Override
    public void prepare(Bed bed) {
        bed.subjects().forEach(each -> bed.want(each.node(each.first())));
    }

    @Override
    public void measure(Bed bed, Turns turns, Report report) throws IOException {
        for (Subject each : bed.subjects()) {
            report.add(Row.single(name(), each.label(), "B/cell", perCell(each, bed), Limit.NONE)
                    .noted("middle relay's loops, TLS included"));
        }
    }

    /** A count when the recording starts and one when it is dumped; a plus lets an event into no settings at all. */
    private double perCell(Subject subject, Bed bed) throws IOException {
        long pid = bed.main().node(subject.first()).pid();
        Path file = Files.createTempFile("bench-", ".jfr");
        try {
            jcmd(
                    subject,
                    pid,
                    "JFR.start",
                    "name=bench",
                    "settings=none",
                    "+" + EVENT + "#enabled=true",
                    "+" + EVENT + "#period=everyChunk");
            Measurement run = new Traffic(
                            List.of(List.of(Position.middle.path(subject.first()))),
                            CIRCUITS,
                            STREAMS,
                            sizes.stream(),
                            sizes.runLimit())
                    .carry(bed.main(), List.of(subject.first()));
            jcmd(subject, pid, "JFR.dump", "name=bench", "filename=" + file);
            jcmd(subject, pid, "JFR.stop", "name=bench");
            return allocated(file) / (run.bytes() / (double) DATA);
        } finally {
            Files.delete(file);
        }
    }

    /** What the loops allocated between the first count and the last. */
    private static long allocated(Path file) throws IOException {
        Map<String, List<Long>> counts = new HashMap<>();
        try (RecordingFile recording = new RecordingFile(file)) {
            while (recording.hasMoreEvents()) {
                count(recording.readEvent(), counts);
            }
        }
        if (counts.isEmpty()) {
            throw new IOException("the recording has no " + EVENT + " of a loop");
        }
        return counts.values().stream().mapToLong(AllocationPart::growth).sum();
    }

    private static void count(RecordedEvent event, Map<String, List<Long>> counts) {
        RecordedThread thread = event.getEventType().getName().equals(EVENT) ? event.getValue("thread") : null;
        if (thread != null
                && thread.getJavaName() != null
                && thread.getJavaName().contains("-loop-")) {
            counts.computeIfAbsent(thread.getJavaName(), name -> new ArrayList<>())
                    .add(event.getLong("allocated"));
        }
    }

    private static long growth(List<Long> counts) {
        return counts.stream().mapToLong(Long::longValue).max().orElse(0)
                - counts.stream().mapToLong(Long::longValue).min().orElse(0);
    }

    private static void jcmd(Subject subject, long pid, String... words) throws IOException {
        List<String> line =
                new ArrayList<>(List.of(subject.javaHome().resolve("bin/jcmd").toString(), Long.toString(pid)));
        line.addAll(List.of(words));
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(String.join(" ", line) + ": " + answer);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while jcmd ran", e);
        }
    }
}
