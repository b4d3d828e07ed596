package org.tropea.core.pipeline;

import org.tropea.core.circuitmux.PolicyFailed;
import org.tropea.core.slot.Overran;
import org.tropea.core.slot.Slot;

/** What the frames of one loop tell about policies, handed to the slot that chose them. Touched only by that loop. */
final class SlotPolicies<T> implements PolicyFailed {
    private final Slot<T> slot;
    private final Class<T> kind;
    private final int loop;

    SlotPolicies(Slot<T> slot, Class<T> kind, int loop) {
        this.slot = slot;
        this.kind = kind;
        this.loop = loop;
    }

    @Override
    public void policyFailed(Object factory, Throwable cause) {
        slot.quarantine(kind.cast(factory), cause instanceof Overran ? cause.getMessage() : "failed: " + cause);
    }

    @Override
    public void policyDecides(Object factory) {
        slot.at(loop).decided(kind.cast(factory));
    }
}
