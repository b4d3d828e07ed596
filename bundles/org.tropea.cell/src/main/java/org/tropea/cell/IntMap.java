package org.tropea.cell;

import java.util.function.Consumer;

/**
 * A map from {@code int} to objects by open addressing with linear probing: look-ups neither box nor allocate. Not
 * thread-safe; null values are not stored. Used for circuits by circuit id and streams by stream id.
 */
public final class IntMap<V> {
    private int[] keys;
    private Object[] values;
    private int size;

    /** A map with room for 5 entries before it first grows. */
    public IntMap() {
        keys = new int[8];
        values = new Object[8];
    }

    /** The value of {@code key}, or null. */
    @SuppressWarnings("unchecked")
    public V get(int key) {
        return (V) values[slot(key)];
    }

    /** Sets the value of {@code key} and returns the one it had, or null. */
    @SuppressWarnings("unchecked")
    public V put(int key, V value) {
        int slot = slot(key);
        Object old = values[slot];
        keys[slot] = key;
        values[slot] = value;
        if (old == null && ++size * 3 > keys.length * 2) {
            resize(keys.length * 2);
        }
        return (V) old;
    }

    /** Removes {@code key} and returns the value it had, or null. */
    @SuppressWarnings("unchecked")
    public V remove(int key) {
        int slot = slot(key);
        Object old = values[slot];
        if (old != null) {
            values[slot] = null;
            size--;
            closeGap(slot);
        }
        return (V) old;
    }

    /** How many entries there are. */
    public int size() {
        return size;
    }

    /** Calls {@code visitor} for each value that was present at the start; the visitor may change the map. */
    @SuppressWarnings("unchecked")
    public void forEach(Consumer<? super V> visitor) {
        Object[] snapshot = values.clone();
        for (Object value : snapshot) {
            if (value != null) {
                visitor.accept((V) value);
            }
        }
    }

    private int slot(int key) {
        int mask = keys.length - 1;
        int slot = home(key, mask);
        while (values[slot] != null && keys[slot] != key) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    /** Moves later entries of the probe run back, so that no tombstones are needed. */
    private void closeGap(int gap) {
        int mask = keys.length - 1;
        for (int slot = gap + 1 & mask; values[slot] != null; slot = slot + 1 & mask) {
            int home = home(keys[slot], mask);
            if ((slot - home & mask) >= (slot - gap & mask)) {
                keys[gap] = keys[slot];
                values[gap] = values[slot];
                values[slot] = null;
                gap = slot;
            }
        }
    }

    private void resize(int capacity) {
        int[] oldKeys = keys;
        Object[] oldValues = values;
        keys = new int[capacity];
        values = new Object[capacity];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldValues[i] != null) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                values[slot] = oldValues[i];
            }
        }
    }

    private static int home(int key, int mask) {
        int h = key * 0x9E3779B9;
        return (h ^ h >>> 16) & mask;
    }
}
