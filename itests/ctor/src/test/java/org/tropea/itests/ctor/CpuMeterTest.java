package org.tropea.itests.ctor;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class CpuMeterTest {

    @Test
    void childrenCount() throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("sh", "-c", "sh -c 'while :; do :; done' & wait").start();
        try {
            CpuMeter meter = new CpuMeter(shell.pid());
            Deadline.in(java.time.Duration.ofSeconds(20))
                    .await(() -> meter.seconds() > 0.2, 50, () -> "no CPU time seen");
            assertTrue(Rss.of(shell.pid()).peak() >= Rss.of(shell.pid()).now()
                    && Rss.of(shell.pid()).now() > 0);
        } finally {
            shell.descendants().forEach(ProcessHandle::destroy);
            shell.destroy();
            shell.waitFor();
        }
    }

    @Test
    void goneProcessIsSaid() throws IOException, InterruptedException {
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        assertThrows(IllegalStateException.class, () -> new CpuMeter(gone.pid()).seconds());
    }
}
