package org.tropea.itests.jmh;

import org.tropea.flow.loop.LoopFactory;
import org.tropea.flow.loop.LoopGroup;

/** An I/O layer whose only loops exist already, made by the thread that will crank them. */
record OneGroup(LoopGroup group) implements LoopFactory {
    @Override
    public String name() {
        return "hand-cranked";
    }

    @Override
    public LoopGroup open(String router, int loops, int workers) {
        return group;
    }
}
