package org.tropea.loop;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.loop.IoListener;
import org.tropea.testkit.Allocation;

/** Once warm, turns with ready sockets allocate nothing on the loop's thread. */
@Timeout(60)
class AllocationTest {
    private static final int MEASURED = 10_000;
    /** How often the compiler may get in between. */
    private static final int ROUNDS = 30;

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
            long bytes = allocated.get(1, TimeUnit.MINUTES);
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

    /** Reads, drops what it read, and tells what the measured reads allocated: the first round that is good, or the least. */
    private static final class Meter extends TestPeer {
        private final CompletableFuture<Long> allocated;
        private int reads;
        private long before;
        private long least = Long.MAX_VALUE;

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
            if (reads++ % MEASURED != 0) {
                return;
            }
            if (reads > 1) {
                least = Math.min(least, Allocation.soFar() - before);
            }
            if (least < MEASURED || reads > ROUNDS * MEASURED) {
                allocated.complete(least);
            }
            before = Allocation.soFar();
        }
    }
}
