package org.tropea.client;

/**
 * Which streams may share one circuit: each trait by which any of them wants to be told apart must be the same in all that
 * were ever on it, and stays so for the circuit's life. Touched by the circuit's loop.
 */
final class CircuitIsolation {
    private StreamTraits first;
    private final boolean[] wanted = new boolean[StreamTraits.FLAGS.length];
    private final boolean[] mixed = new boolean[StreamTraits.FLAGS.length];

    /** Whether no stream has been on it or is expected. */
    boolean isFree() {
        return first == null;
    }

    boolean admits(StreamTraits stream) {
        for (int i = 0; first != null && i < wanted.length; i++) {
            boolean differs = mixed[i] || !stream.same(i, first);
            if (differs && (wanted[i] || stream.wants(i))) {
                return false;
            }
        }
        return true;
    }

    void add(StreamTraits stream) {
        if (first == null) {
            first = stream;
        }
        for (int i = 0; i < wanted.length; i++) {
            wanted[i] |= stream.wants(i);
            mixed[i] |= !stream.same(i, first);
        }
    }
}
