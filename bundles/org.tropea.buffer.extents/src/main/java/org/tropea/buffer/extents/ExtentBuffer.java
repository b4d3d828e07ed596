package org.tropea.buffer.extents;

import java.nio.ByteBuffer;
import org.tropea.flow.buffer.Buffer;
import org.tropea.flow.fault.Bug;

/**
 * A queue of extents, none of them empty: bytes go in at {@code last} and out at {@code first}. An empty buffer holds
 * no extent, except one that {@link #tail} reserved and nobody has {@link #filled} yet.
 */
final class ExtentBuffer extends Buffer {
    /** A rest up to this size does not pin a large extent: it moves to a small one. */
    private static final int SMALL_REST = 1024;
    /** Extents filled less than one part in this many are copied rather than moved, to keep queues dense. */
    private static final int SPARSE = 8;

    private final ExtentPool pool;
    private Extent first;
    private Extent last;
    /** What {@link #tail} returned last: {@code last}, or an extent outside of the queue until it is filled. */
    private Extent reserved;

    private int length;

    /** Its neighbours among the buffers of its pool that are not empty. */
    ExtentBuffer before;

    ExtentBuffer after;

    ExtentBuffer(ExtentPool pool) {
        this.pool = pool;
    }

    @Override
    public int length() {
        return length;
    }

    // In

    @Override
    public void append(byte[] source, int offset, int count) {
        appendAt(source, offset, count, pool.now());
    }

    private void appendAt(byte[] source, int offset, int count, long at) {
        for (int left = count; left > 0; ) {
            Extent extent = open(left, at);
            int part = Math.min(left, extent.room());
            System.arraycopy(source, offset + count - left, extent.array, extent.end, part);
            added(extent, part);
            left -= part;
        }
    }

    @Override
    public void append(ByteBuffer source) {
        long at = pool.now();
        while (source.hasRemaining()) {
            Extent extent = open(source.remaining(), at);
            int part = Math.min(source.remaining(), extent.room());
            source.get(extent.array, extent.end, part);
            added(extent, part);
        }
    }

    @Override
    public byte[] tail(int room) {
        if (room > ExtentPool.LARGE) {
            throw new Bug("room for " + room + " bytes asked for; at most " + ExtentPool.LARGE);
        }
        if (last != null && last.room() >= room) {
            reserve(last);
        } else if (reserved == null || reserved == last || reserved.room() < room) {
            reserve(pool.take(sizeFor(room)));
        }
        return reserved.array;
    }

    @Override
    public int tailOffset() {
        return reserved == null ? 0 : reserved.end;
    }

    @Override
    public int tailRoom() {
        return reserved == null ? 0 : reserved.room();
    }

    @Override
    public void filled(int count) {
        if (count < 0 || count > tailRoom()) {
            throw new Bug("filled " + count + " bytes where there was room for " + tailRoom());
        }
        Extent extent = reserved;
        if (count == 0) {
            reserve(null);
            return;
        }
        if (extent != last) {
            extent.at = pool.now();
            link(extent);
        }
        added(extent, count);
    }

    /** The extent that takes the next of {@code left} bytes. */
    private Extent open(int left, long at) {
        if (last == null || last.room() == 0) {
            reserve(null);
            Extent extent = pool.take(sizeFor(left));
            extent.at = at;
            link(extent);
        } else if (at < last.at) {
            last.at = at;
        }
        return last;
    }

    /** The first extent of a buffer may be small; the second shows that there is more to come. */
    private int sizeFor(int room) {
        return first == null ? room : ExtentPool.LARGE;
    }

    private void reserve(Extent extent) {
        if (reserved != null && reserved != last && reserved != extent) {
            pool.give(reserved);
        }
        reserved = extent;
    }

    private void link(Extent extent) {
        if (last == null) {
            first = extent;
        } else {
            last.next = extent;
        }
        last = extent;
    }

    private void added(Extent extent, int count) {
        extent.end += count;
        count(count);
    }

    private void count(int difference) {
        boolean wasEmpty = length == 0;
        length += difference;
        pool.hold(difference);
        if (wasEmpty && length > 0) {
            pool.filled().add(this);
        } else if (!wasEmpty && length == 0) {
            pool.filled().remove(this);
        }
    }

    // Looking

    @Override
    public byte[] head() {
        return first.array;
    }

    @Override
    public int headOffset() {
        return first.start;
    }

    @Override
    public int headLength() {
        return first == null ? 0 : first.length();
    }

    @Override
    public void pullUp(int count) {
        if (count > length || count > ExtentPool.LARGE) {
            throw new Bug("pull up " + count + " of " + length + " bytes; at most " + ExtentPool.LARGE);
        }
        if (headLength() < count) {
            gather(count);
        }
    }

    /** Copies from the following extents into the first one, or into a larger one in its place. */
    private void gather(int count) {
        if (first.array.length < count) {
            replaceFirst(pool.take(count));
        } else if (first.array.length - first.start < count) {
            first.shift();
        }
        while (first.length() < count) {
            Extent second = first.next;
            first.at = Math.min(first.at, second.at);
            first.takeFrom(second, Math.min(count - first.length(), second.length()));
            if (second.length() == 0) {
                first.next = second.next;
                if (second == last) {
                    last = first;
                }
                release(second);
            }
        }
    }

    private void replaceFirst(Extent extent) {
        Extent old = first;
        extent.takeFrom(old, old.length());
        extent.at = old.at;
        extent.next = old.next;
        first = extent;
        if (old == last) {
            last = extent;
        }
        release(old);
    }

    @Override
    public void peek(int from, byte[] into, int offset, int count) {
        if (from < 0 || count < 0 || count > length - from) {
            throw new Bug("peek at " + count + " bytes behind " + from + " of " + length);
        }
        int skip = from;
        int done = 0;
        for (Extent extent = first; done < count; extent = extent.next) {
            int part = Math.min(extent.length() - skip, count - done);
            if (part > 0) {
                System.arraycopy(extent.array, extent.start + skip, into, offset + done, part);
                done += part;
            }
            skip = Math.max(0, skip - extent.length());
        }
    }

    @Override
    public int find(byte[] pattern, int from) {
        return Search.find(first, length, pattern, from);
    }

    @Override
    public int views(ByteBuffer[] views) {
        int count = 0;
        for (Extent extent = first; extent != null && count < views.length; extent = extent.next) {
            views[count++] = extent.view();
        }
        return count;
    }

    @Override
    public long oldestAt() {
        long oldest = Long.MAX_VALUE;
        for (Extent extent = first; extent != null; extent = extent.next) {
            oldest = Math.min(oldest, extent.at);
        }
        return oldest;
    }

    // Out

    @Override
    public void drain(int count) {
        if (count < 0 || count > length) {
            throw new Bug("drain " + count + " of " + length + " bytes");
        }
        count(-count);
        for (int left = count; left > 0; ) {
            int part = Math.min(left, first.length());
            first.start += part;
            left -= part;
            if (first.length() == 0) {
                release(unlinkFirst());
            }
        }
        if (first != null && length <= SMALL_REST && first == last && first.array.length > ExtentPool.SMALL) {
            replaceFirst(pool.take(SMALL_REST));
        }
    }

    @Override
    public int moveTo(Buffer target, int count) {
        int moved = Math.min(count, length);
        ExtentBuffer queue = target instanceof ExtentBuffer same ? same : null;
        for (int left = moved; left > 0; ) {
            int part = Math.min(left, first.length());
            if (queue == null) {
                target.append(first.array, first.start, part);
                drain(part);
            } else if (part * SPARSE < first.array.length) {
                queue.appendAt(first.array, first.start, part, first.at);
                drain(part);
            } else {
                handOver(queue, part);
            }
            left -= part;
        }
        return moved;
    }

    /** Moves the first extent with its first {@code part} bytes; the lesser part is copied. */
    private void handOver(ExtentBuffer target, int part) {
        int rest = first.length() - part;
        if (rest > part) {
            target.appendAt(first.array, first.start, part, first.at);
            drain(part);
            return;
        }
        if (rest > 0) {
            splitFirst(part, rest);
        }
        Extent extent = unlinkFirst();
        if (reserved == extent) {
            reserved = null;
        }
        count(-part);
        pool.handOver(extent, target.pool);
        target.reserve(null);
        target.link(extent);
        target.count(part);
    }

    /** Moves what follows the first {@code part} bytes of the first extent to an extent of its own. */
    private void splitFirst(int part, int rest) {
        Extent second = pool.take(rest);
        System.arraycopy(first.array, first.start + part, second.array, 0, rest);
        second.end = rest;
        second.at = first.at;
        second.next = first.next;
        first.end -= rest;
        first.next = second;
        if (first == last) {
            last = second;
        }
    }

    private Extent unlinkFirst() {
        Extent extent = first;
        first = extent.next;
        extent.next = null;
        if (first == null) {
            last = null;
        }
        return extent;
    }

    private void release(Extent extent) {
        if (reserved == extent) {
            reserved = null;
        }
        pool.give(extent);
    }

    @Override
    public void clear() {
        drain(length);
        reserve(null);
    }
}
