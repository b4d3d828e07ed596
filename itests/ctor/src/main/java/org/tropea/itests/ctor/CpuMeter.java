package org.tropea.itests.ctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * User and system CPU time of a process and its living descendants (a launcher may stand before the real one), from
 * {@code /proc/PID/stat} (proc(5); 10 ms ticks).
 */
public record CpuMeter(long pid) {

    /** Linux shows times in 1/100 s to user space on every architecture Java runs on. */
    private static final double TICKS_PER_SECOND = 100;

    private static final int UTIME = 11;
    private static final int STIME = 12;

    /** CPU seconds used so far. @throws IllegalStateException when the process is gone */
    public double seconds() {
        ProcessHandle process =
                ProcessHandle.of(pid).orElseThrow(() -> new IllegalStateException("process " + pid + " is gone"));
        long ticks = ticks(pid)
                + process.descendants().mapToLong(child -> ticks(child.pid())).sum();
        return ticks / TICKS_PER_SECOND;
    }

    /** Fields are counted after the command's closing parenthesis, because the command may hold blanks. */
    private static long ticks(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return Long.parseLong(fields[UTIME]) + Long.parseLong(fields[STIME]);
        } catch (NoSuchFileException endedMeanwhile) {
            return 0;
        } catch (IOException e) {
            throw new IllegalStateException("cannot read CPU times of process " + pid + ": " + e.getMessage(), e);
        }
    }
}
