package org.tropea.authority.role;

import java.util.function.BiConsumer;

/** How an authority reaches all others; what fails is logged and the round goes on. On the conductor. */
interface Mail {
    /** Posts {@code text} to every other authority. */
    void post(String path, String text);

    /** Asks every other authority; each that has the document is given to {@code take} with the authority's name. */
    void get(String path, int max, BiConsumer<String, byte[]> take);
}
