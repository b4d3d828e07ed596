package org.tropea.transport.obfs4;

import java.security.SecureRandom;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.loop.LoopGroup;
import org.tropea.flow.scope.RouterScope;

/** What the connections of one loop share. Touched only by that loop. */
final class LoopParts {
    final KeyStream stream = new KeyStream();
    final SecureRandom random = new SecureRandom();
    /** Made before it is wanted, as how long that takes is for nobody to measure; null while the next one is made. */
    private SessionKey spare;

    /** A fresh key; a worker makes the next one. */
    SessionKey key(EventLoop loop, RouterScope router) {
        SessionKey key = spare == null ? SessionKey.generate(random) : spare;
        spare = null;
        router.part(LoopGroup.class).work(loop, () -> SessionKey.generate(random), (made, broken) -> spare = made);
        return key;
    }

    static ReplayFilter newFilter() {
        return new ReplayFilter(new SecureRandom());
    }
}
