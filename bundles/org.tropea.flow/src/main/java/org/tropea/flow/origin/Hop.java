package org.tropea.flow.origin;

import org.tropea.flow.channel.ChannelTarget;

/**
 * One relay on the way of a circuit that begins here. Immutable by agreement: nobody writes into the arrays.
 *
 * @param target its identity (the RSA one must be there) and its addresses, at least one, the most wanted first; they
 *     become the link specifiers of EXTEND2
 * @param ntorKey its ntor onion key, 32 bytes; null asks for CREATE_FAST, which only a first hop can answer
 */
public record Hop(ChannelTarget target, byte[] ntorKey) {
    private static final int KEY_LENGTH = 32;

    /** Refuses with IllegalArgumentException what no circuit can go to. */
    public Hop {
        if (target.identity().rsa() == null || target.addresses().isEmpty()) {
            throw new IllegalArgumentException("a hop without an RSA identity or without an address: " + target);
        }
        if (ntorKey != null && ntorKey.length != KEY_LENGTH) {
            throw new IllegalArgumentException(
                    "an ntor key of " + ntorKey.length + " bytes, it has " + KEY_LENGTH + ", or null for CREATE_FAST");
        }
    }

    /** Whether it is asked by CREATE_FAST. */
    public boolean isFast() {
        return ntorKey == null;
    }

    @Override
    public String toString() {
        return target.identity().toString();
    }
}
