package org.tropea.core.channel;

import java.util.function.Consumer;
import org.tropea.cell.IntMap;
import org.tropea.crypto.Randomness;

/**
 * The circuit ids of one channel (tor-spec 5.1.1): whoever started the channel uses ids with the high bit set, the
 * other end those without. An id is in use while a circuit has it and until its DESTROY is sent. Touched only by its
 * loop.
 */
final class CircuitIds {
    private static final int HIGH_BIT = 1 << 31;
    private static final int ATTEMPTS = 64;

    private final IntMap<Leg> legs = new IntMap<>();
    private final int ourHalf;

    CircuitIds(boolean initiator) {
        ourHalf = initiator ? HIGH_BIT : 0;
    }

    /** The circuit with {@code id}; null when there is none. */
    Leg get(int id) {
        Leg leg = legs.get(id);
        return leg == DestroyedLeg.INSTANCE ? null : leg;
    }

    boolean inUse(int id) {
        return legs.get(id) != null;
    }

    boolean isOurHalf(int id) {
        return (id & HIGH_BIT) == ourHalf;
    }

    void put(int id, Leg leg) {
        legs.put(id, leg);
    }

    void remove(int id) {
        legs.remove(id);
    }

    void destroying(int id) {
        legs.put(id, DestroyedLeg.INSTANCE);
    }

    void destroyed(int id) {
        if (legs.get(id) == DestroyedLeg.INSTANCE) {
            legs.remove(id);
        }
    }

    /** A free id of our half, at random so that it tells nothing; 0 when {@value #ATTEMPTS} guesses were all in use. */
    int choose() {
        for (int i = 0; i < ATTEMPTS; i++) {
            int id = Randomness.source().nextInt() & ~HIGH_BIT | ourHalf;
            if ((id & ~HIGH_BIT) != 0 && !inUse(id)) {
                return id;
            }
        }
        return 0;
    }

    void forEach(Consumer<Leg> visitor) {
        legs.forEach(leg -> {
            if (leg != DestroyedLeg.INSTANCE) {
                visitor.accept(leg);
            }
        });
    }
}
