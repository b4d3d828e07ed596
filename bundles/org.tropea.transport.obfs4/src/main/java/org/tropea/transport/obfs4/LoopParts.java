package org.tropea.transport.obfs4;

import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.loop.LoopGroup;
import org.tropea.flow.scope.RouterScope;

/** What the connections of one loop share. Touched only by that loop, but for {@link #make}. */
final class LoopParts {
    /** So many keys lie ready: as many connections as may come while a worker makes others. */
    static final int STOCK = 32;

    final KeyStream stream = new KeyStream();
    final SecureRandom random = new SecureRandom();
    private final Queue<SessionKey> spares = new ArrayDeque<>(STOCK);
    /** The workers', one of whom makes keys at a time. */
    private final SecureRandom makersRandom = new SecureRandom();

    private boolean making;

    /**
     * A fresh key, made before it is wanted, as how long that takes is for nobody to measure; a worker makes others. Only
     * when more connections come at once than there are spares, it is made here and now.
     */
    SessionKey key(EventLoop loop, RouterScope router) {
        SessionKey spare = spares.poll();
        fill(loop, router);
        return spare == null ? SessionKey.generate(random) : spare;
    }

    /** Has a worker make the spares that are missing, unless one is at it. */
    void fill(EventLoop loop, RouterScope router) {
        int missing = STOCK - spares.size();
        if (missing > 0 && !making) {
            making = router.part(LoopGroup.class).work(loop, () -> make(missing), this::made);
        }
    }

    /** On a worker thread. */
    private List<SessionKey> make(int count) {
        List<SessionKey> keys = new ArrayList<>(count);
        for (int each = 0; each < count; each++) {
            keys.add(SessionKey.generate(makersRandom));
        }
        return keys;
    }

    /** After a failure, which is null here, the next connection has it tried again. */
    private void made(List<SessionKey> keys, Throwable broken) {
        making = false;
        if (keys != null) {
            spares.addAll(keys);
        }
    }

    int spares() {
        return spares.size();
    }

    static ReplayFilter newFilter() {
        return new ReplayFilter(new SecureRandom());
    }
}
