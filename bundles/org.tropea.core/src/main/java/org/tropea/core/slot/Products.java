package org.tropea.core.slot;

import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.scope.RouterScope;

/**
 * What the providers of one slot made in one loop and still lives there: connections, channels, engines, windows. A
 * provider that another one is preferred to keeps its products. One whose bundle stops has SwapDrainTime until they have
 * ended by themselves; those left are closed with PROVIDER_GONE, and once more if that does not end them. Touched only
 * by the loop.
 */
public final class Products<T, P> {
    /** So long those that are closed may flush what they hold; then they are closed again, and flush no longer. */
    static final long FLUSH_NANOS = 200_000_000;

    private final EventLoop loop;
    private final RouterScope router;
    private final BiConsumer<P, CloseCause> closer;
    private final Map<T, Batch> batches = new IdentityHashMap<>();
    private final Map<P, Batch> batchOf = new IdentityHashMap<>();

    /** No products yet; {@code closer} closes one, harmlessly when that was done before; sooner or later it is {@link #ended}. */
    public Products(EventLoop loop, RouterScope router, BiConsumer<P, CloseCause> closer) {
        this.loop = loop;
        this.router = router;
        this.closer = closer;
    }

    /** {@code maker} made {@code product}. */
    public void made(T maker, P product) {
        Batch batch = batches.computeIfAbsent(maker, Batch::new);
        batch.products.add(product);
        batchOf.put(product, batch);
    }

    /** {@code product} ended, and calls its maker's code no more; harmless when it is not known. */
    public void ended(P product) {
        Batch batch = batchOf.remove(product);
        if (batch != null) {
            batch.ended(product);
        }
    }

    /**
     * {@code product} is on its way to another loop, which closes it there if that has to be, until it is {@link #ended}
     * here; or, with false, it did not go. Harmless when it is not known.
     */
    public void away(P product, boolean goes) {
        Batch batch = batchOf.get(product);
        if (batch != null && goes) {
            batch.away.add(product);
        } else if (batch != null) {
            batch.away.remove(product);
        }
    }

    /** Whether the bundle that made {@code product} stops. */
    public boolean isLeaving(P product) {
        Batch batch = batchOf.get(product);
        return batch != null && batch.done != null;
    }

    /** As {@link Adopted#withdrawn}. What {@code gone} makes after it came back belongs to another batch. */
    public void withdrawn(T gone, Runnable done) {
        Batch batch = batches.remove(gone);
        if (batch == null) {
            done.run();
        } else {
            batch.done = done;
            loop.schedule(drainNanos(), batch::closeAll);
        }
    }

    private long drainNanos() {
        return SlotContext.bounded(router.options().intervalNanos("SwapDrainTime"));
    }

    /** What one provider made since it came. */
    private final class Batch {
        private final T maker;
        private final Set<P> products = new LinkedHashSet<>();
        /** Those of them that another loop has, or will have: nobody may touch them here. */
        private final Set<P> away = new LinkedHashSet<>();
        /** Whom to tell that none is left; null while the provider stays. */
        private Runnable done;

        Batch(T maker) {
            this.maker = maker;
        }

        void ended(P product) {
            products.remove(product);
            away.remove(product);
            if (products.isEmpty()) {
                batches.remove(maker, this);
                if (done != null) {
                    done.run();
                }
            }
        }

        void closeAll() {
            closeThose();
            if (!products.isEmpty()) {
                loop.schedule(FLUSH_NANOS, this::closeThose);
            }
        }

        private void closeThose() {
            for (P product : List.copyOf(products)) {
                if (products.contains(product) && !away.contains(product)) {
                    closer.accept(product, CloseCause.PROVIDER_GONE);
                }
            }
        }
    }
}
