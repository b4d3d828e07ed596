package org.tropea.itests.bench.all;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** CPU ticks of a relay's loop threads by the loops' numbers, from {@code /proc/PID/task/TID/stat} (proc(5)). */
record LoopThreads(Map<Integer, Long> ticks) {
    /** Thread tropea-NAME-loop-N; the kernel has 15 characters of it, whose end the JVM keeps. */
    private static final Pattern LOOP = Pattern.compile("\\((?:tropea-|.*\\.\\.).*loop-(\\d+)\\) (.*)", Pattern.DOTALL);

    private static final int UTIME = 11;
    private static final int STIME = 12;

    /** What they used so far. */
    static LoopThreads of(long pid) {
        Map<Integer, Long> ticks = new TreeMap<>();
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(Path.of("/proc/" + pid + "/task"))) {
            for (Path task : tasks) {
                read(task.resolve("stat"), ticks);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the threads of process " + pid + ": " + e.getMessage(), e);
        }
        return new LoopThreads(ticks);
    }

    private static void read(Path stat, Map<Integer, Long> ticks) throws IOException {
        try {
            line(Files.readString(stat), ticks);
        } catch (NoSuchFileException endedMeanwhile) {
            ticks.size();
        }
    }

    /** Takes one line of a thread into account, if it is a loop's. */
    static void line(String stat, Map<Integer, Long> ticks) {
        Matcher loop = LOOP.matcher(stat.substring(stat.indexOf('(')));
        if (loop.matches()) {
            String[] fields = loop.group(2).split(" ");
            ticks.put(Integer.valueOf(loop.group(1)), Long.parseLong(fields[UTIME]) + Long.parseLong(fields[STIME]));
        }
    }

    /** What they used since {@code earlier}. */
    LoopThreads since(LoopThreads earlier) {
        Map<Integer, Long> used = new TreeMap<>();
        ticks.forEach((loop, now) -> used.put(loop, now - earlier.ticks.getOrDefault(loop, 0L)));
        return new LoopThreads(used);
    }

    /** The part of the work, 0 to 1, of the loop that did least. @throws IllegalStateException unless there are {@code loops} */
    double leastShare(int loops) {
        if (ticks.size() != loops) {
            throw new IllegalStateException("the relay has the loops " + ticks.keySet() + ", not " + loops);
        }
        long all = ticks.values().stream().mapToLong(Long::longValue).sum();
        long least = ticks.values().stream().mapToLong(Long::longValue).min().orElseThrow();
        return all == 0 ? 0 : (double) least / all;
    }
}
