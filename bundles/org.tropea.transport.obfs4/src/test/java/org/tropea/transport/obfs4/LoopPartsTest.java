package org.tropea.transport.obfs4;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.loop.LoopGroup;
import org.tropea.testkit.HandCrankedLoop;
import org.tropea.testkit.TestScope;

class LoopPartsTest implements LoopGroup {
    private final HandCrankedLoop loop = new HandCrankedLoop();
    private final TestScope scope = TestScope.of();
    private final LoopParts parts = new LoopParts();
    private final Queue<Runnable> work = new ArrayDeque<>();
    private boolean refuses;

    LoopPartsTest() {
        scope.add(LoopGroup.class, this);
    }

    @Override
    public <T> boolean work(EventLoop where, Callable<T> task, BiConsumer<T, Throwable> done) {
        return !refuses && work.add(() -> finish(task, done));
    }

    private static <T> void finish(Callable<T> task, BiConsumer<T, Throwable> done) {
        try {
            done.accept(task.call(), null);
        } catch (Exception broken) {
            done.accept(null, broken);
        }
    }

    @Test
    void oneWorkerFillsTheStock() {
        parts.fill(loop, scope);
        parts.fill(loop, scope);
        assertEquals(1, work.size());
        work.remove().run();
        assertEquals(LoopParts.STOCK, parts.spares());
        parts.fill(loop, scope);
        assertEquals(0, work.size());
    }

    @Test
    void aBurstTakesSparesAndAsksOnce() {
        parts.fill(loop, scope);
        work.remove().run();
        SessionKey before = parts.key(loop, scope);
        for (int each = 1; each < LoopParts.STOCK; each++) {
            SessionKey key = parts.key(loop, scope);
            assertNotSame(before, key);
            assertEquals(LoopParts.STOCK - each - 1, parts.spares());
            before = key;
        }
        assertEquals(1, work.size());
        assertNotNull(parts.key(loop, scope));
    }

    @Test
    void workersWithoutRoomAreAskedAgain() {
        refuses = true;
        assertNotNull(parts.key(loop, scope));
        refuses = false;
        assertNotNull(parts.key(loop, scope));
        assertEquals(1, work.size());
    }

    @Override
    public List<EventLoop> loops() {
        return List.of(loop);
    }

    @Override
    public int workLimit() {
        return 1;
    }

    @Override
    public void close() {}
}
