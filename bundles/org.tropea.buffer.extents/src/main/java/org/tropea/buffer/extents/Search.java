package org.tropea.buffer.extents;

/** Finds bytes in a queue of extents. */
final class Search {
    private Search() {}

    /** The position of the first {@code pattern} at or behind {@code from} in the queue from {@code first} on. */
    static int find(Extent first, int length, byte[] pattern, int from) {
        int lastStart = length - pattern.length;
        if (from > lastStart) {
            return -1;
        }
        if (pattern.length == 0) {
            return from;
        }
        int base = 0;
        for (Extent extent = first; base <= lastStart; extent = extent.next) {
            int end = Math.min(extent.length(), lastStart - base + 1);
            for (int at = Math.max(0, from - base); at < end; at++) {
                if (extent.array[extent.start + at] == pattern[0] && matches(extent, extent.start + at, pattern)) {
                    return base + at;
                }
            }
            base += extent.length();
        }
        return -1;
    }

    private static boolean matches(Extent extent, int at, byte[] pattern) {
        Extent here = extent;
        int index = at;
        for (byte wanted : pattern) {
            while (index == here.end) {
                here = here.next;
                index = here.start;
            }
            if (here.array[index++] != wanted) {
                return false;
            }
        }
        return true;
    }
}
