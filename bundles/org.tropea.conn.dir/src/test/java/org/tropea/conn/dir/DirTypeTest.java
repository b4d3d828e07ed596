package org.tropea.conn.dir;

import static org.junit.jupiter.api.Assertions.assertNull;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.loop.LoopGroup;
import org.tropea.flow.scope.RouterScope;
import org.tropea.net.directory.DirServer;
import org.tropea.testkit.HandCrankedLoop;
import org.tropea.testkit.PlayedConnection;
import org.tropea.testkit.TestScope;

/** What the type itself, which outlives routers, holds of them. */
class DirTypeTest {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

    /** Loops lead to their router, as the real ones do by their timers. */
    private record Loops(RouterScope router) implements LoopGroup {
        @Override
        public List<EventLoop> loops() {
            return List.of();
        }

        @Override
        public <T> boolean work(EventLoop loop, Callable<T> work, BiConsumer<T, Throwable> done) {
            return false;
        }

        @Override
        public int workLimit() {
            return 0;
        }

        @Override
        public void close() {
            // no threads
        }
    }

    private static WeakReference<RouterScope> served(DirType type) {
        TestScope router = TestScope.of();
        router.add(LoopGroup.class, new Loops(router));
        router.add(DirServer.class, new DirServer());
        HandCrankedLoop loop = new HandCrankedLoop();
        type.open(new PlayedConnection(DirType.NAME, new InetSocketAddress("198.51.100.4", 4), loop), null, router);
        return new WeakReference<>(router);
    }

    @Test
    void aRouterThatIsGoneIsForgotten() throws InterruptedException {
        DirType type = new DirType();
        WeakReference<RouterScope> router = served(type);
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (router.get() != null && System.nanoTime() < end) {
            System.gc();
            Thread.sleep(10);
        }
        Reference.reachabilityFence(type);
        assertNull(router.get());
    }
}
