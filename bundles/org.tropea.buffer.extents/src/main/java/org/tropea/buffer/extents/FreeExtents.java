package org.tropea.buffer.extents;

/** The free extents of one size, at most {@code keep} of them. Touched only by its loop. */
final class FreeExtents {
    final int size;
    private final int keep;
    private Extent first;
    private int count;

    FreeExtents(int size, int keep) {
        this.size = size;
        this.keep = keep;
    }

    /** A free extent, or null when there is none. */
    Extent take() {
        Extent extent = first;
        if (extent != null) {
            first = extent.next;
            extent.next = null;
            count--;
        }
        return extent;
    }

    /** Keeps {@code extent}; false when there are enough already. */
    boolean give(Extent extent) {
        if (count == keep) {
            return false;
        }
        extent.start = 0;
        extent.end = 0;
        extent.next = first;
        first = extent;
        count++;
        return true;
    }
}
