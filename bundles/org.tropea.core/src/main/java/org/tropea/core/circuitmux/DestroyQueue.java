package org.tropea.core.circuitmux;

/** DESTROY cells that wait for one channel, as pairs of circuit id and reason in a ring. Touched only by its loop. */
final class DestroyQueue {
    private int[] ids = new int[8];
    private byte[] reasons = new byte[8];
    private int head;
    private int size;

    void append(int id, int reason) {
        if (size == ids.length) {
            grow();
        }
        int at = head + size & ids.length - 1;
        ids[at] = id;
        reasons[at] = (byte) reason;
        size++;
    }

    int firstId() {
        return ids[head];
    }

    int firstReason() {
        return reasons[head] & 0xff;
    }

    void removeFirst() {
        head = head + 1 & ids.length - 1;
        size--;
    }

    int size() {
        return size;
    }

    private void grow() {
        int[] moreIds = new int[ids.length * 2];
        byte[] moreReasons = new byte[ids.length * 2];
        for (int i = 0; i < size; i++) {
            int from = head + i & ids.length - 1;
            moreIds[i] = ids[from];
            moreReasons[i] = reasons[from];
        }
        ids = moreIds;
        reasons = moreReasons;
        head = 0;
    }
}
