package org.tropea.loop;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.loop.IoListener;

/** Once warm, turns with ready sockets allocate nothing on the loop's thread. */
@Timeout(30)
class AllocationTest {
    private static final int WARM_UP = 20_000;
    private static final int MEASURED = 10_000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void readingAllocatesNothing() throws Exception {
        try (LoopHarness harness = new LoopHarness(1)) {
            EventLoop loop = harness.loop(0);
            CompletableFuture<Long> allocated = new CompletableFuture<>();
            IoListener listener = LoopHarness.in(loop, () -> {
                IoListener made = loop.listen(LoopHarness.ANY_PORT, socket -> new Meter(allocated).adopt(loop, socket));
                made.accepting(true);
                return made;
            });
            flood((InetSocketAddress) listener.local(), allocated);
            long bytes = LoopHarness.await(allocated);
            assertTrue(bytes < MEASURED, bytes + " bytes in " + MEASURED + " turns with a read");
        }
    }

    /** Writes pieces that make many turns, until the meter has seen enough. */
    private static void flood(InetSocketAddress to, CompletableFuture<Long> until) throws IOException {
        try (Socket socket = new Socket(to.getAddress(), to.getPort())) {
            socket.setTcpNoDelay(true);
            OutputStream stream = socket.getOutputStream();
            byte[] piece = new byte[514];
            while (!until.isDone()) {
                stream.write(piece);
            }
        }
    }

    /** Reads, drops what it read, and tells what the measured reads allocated. */
    private final class Meter extends TestPeer {
        private final CompletableFuture<Long> allocated;
        private int reads;
        private long before;

        Meter(CompletableFuture<Long> allocated) {
            this.allocated = allocated;
        }

        @Override
        public void readable() {
            try {
                socket.read(in, 1000);
                in.drain(in.length());
                count();
            } catch (IOException fault) {
                throw new UncheckedIOException(fault);
            }
        }

        private void count() {
            reads++;
            if (reads == WARM_UP) {
                before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
            } else if (reads == WARM_UP + MEASURED) {
                allocated.complete(
                        threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before);
            }
        }
    }
}
