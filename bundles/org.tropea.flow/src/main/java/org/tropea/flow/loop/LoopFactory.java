package org.tropea.flow.loop;

/** An I/O layer: a stateless factory in the service registry whose product is the {@link LoopGroup} of one router. */
public interface LoopFactory {
    /** The layer's name, as operators choose it. */
    String name();

    /** Starts {@code loops} loop threads and {@code workers} worker threads, named after {@code router}. */
    LoopGroup open(String router, int loops, int workers);
}
