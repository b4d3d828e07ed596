package org.tropea.buffer.extents;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tropea.flow.buffer.Buffer;
import org.tropea.flow.buffer.BufferPool;

/** Random operations on two buffers do what the same operations on plain arrays do. */
class RandomOperationsTest {
    private static final int LIMIT = 400_000;

    private final BufferPool pool = new ExtentLayer().pool(() -> 7);
    private final Buffer[] buffers = {pool.buffer(), pool.buffer()};
    private final byte[][] models = {new byte[0], new byte[0]};
    private Random random;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void buffersBehaveLikeArrays(long seed) {
        random = new Random(seed);
        for (int step = 0; step < 3000; step++) {
            int which = random.nextInt(2);
            step(which);
            assertEquals(models[which].length, buffers[which].length());
            assertEquals(models[0].length + models[1].length, pool.bytesHeld());
            if (step % 16 == 0) {
                assertArrayEquals(models[which], content(buffers[which]));
            }
        }
        buffers[0].clear();
        buffers[1].clear();
        assertEquals(0, pool.bytesHeld());
        assertEquals(0, buffers[0].headLength());
    }

    private void step(int which) {
        switch (random.nextInt(9)) {
            case 0 -> append(which);
            case 1 -> appendBuffer(which);
            case 2, 3 -> fill(which);
            case 4, 5 -> drain(which);
            case 6 -> pullUp(which);
            case 7 -> move(which);
            default -> look(which);
        }
    }

    private void append(int which) {
        byte[] bytes = some();
        buffers[which].append(bytes, 0, bytes.length);
        models[which] = join(models[which], bytes);
    }

    private void appendBuffer(int which) {
        byte[] bytes = some();
        buffers[which].append(ByteBuffer.allocateDirect(bytes.length).put(bytes).flip());
        models[which] = join(models[which], bytes);
    }

    private void fill(int which) {
        byte[] bytes = some();
        byte[] tail = buffers[which].tail(bytes.length);
        assertEquals(true, buffers[which].tailRoom() >= bytes.length);
        int used = random.nextInt(bytes.length + 1);
        System.arraycopy(bytes, 0, tail, buffers[which].tailOffset(), used);
        buffers[which].filled(used);
        models[which] = join(models[which], Arrays.copyOf(bytes, used));
    }

    private void drain(int which) {
        int count = upTo(models[which].length);
        buffers[which].drain(count);
        models[which] = Arrays.copyOfRange(models[which], count, models[which].length);
    }

    private void pullUp(int which) {
        int count = upTo(Math.min(models[which].length, pool.extentSize()));
        buffers[which].pullUp(count);
        assertEquals(true, buffers[which].headLength() >= count);
        if (count > 0) {
            byte[] head = buffers[which].head();
            int offset = buffers[which].headOffset();
            assertArrayEquals(Arrays.copyOf(models[which], count), Arrays.copyOfRange(head, offset, offset + count));
        }
    }

    private void move(int which) {
        int count = upTo(models[which].length);
        assertEquals(count, buffers[which].moveTo(buffers[1 - which], count));
        models[1 - which] = join(models[1 - which], Arrays.copyOf(models[which], count));
        models[which] = Arrays.copyOfRange(models[which], count, models[which].length);
    }

    private void look(int which) {
        int from = upTo(models[which].length);
        byte[] pattern = Arrays.copyOfRange(models[which], from, Math.min(from + 3, models[which].length));
        int start = upTo(from);
        assertEquals(indexOf(models[which], pattern, start), buffers[which].find(pattern, start));
        int count = upTo(models[which].length - from);
        byte[] seen = new byte[count];
        buffers[which].peek(from, seen, 0, count);
        assertArrayEquals(Arrays.copyOfRange(models[which], from, from + count), seen);
    }

    private byte[] some() {
        int most = models[0].length + models[1].length > LIMIT ? 10 : random.nextInt(3) == 0 ? 66 * 1024 : 5000;
        byte[] bytes = new byte[random.nextInt(most)];
        random.nextBytes(bytes);
        return bytes;
    }

    private int upTo(int most) {
        return random.nextInt(4) == 0 ? most : random.nextInt(most + 1);
    }

    private static byte[] content(Buffer buffer) {
        ByteBuffer[] views = new ByteBuffer[4096];
        int count = buffer.views(views);
        ByteBuffer all = ByteBuffer.allocate(buffer.length());
        for (int i = 0; i < count; i++) {
            all.put(views[i]);
        }
        assertEquals(0, all.remaining());
        return all.array();
    }

    private static byte[] join(byte[] head, byte[] tail) {
        byte[] both = Arrays.copyOf(head, head.length + tail.length);
        System.arraycopy(tail, 0, both, head.length, tail.length);
        return both;
    }

    private static int indexOf(byte[] text, byte[] pattern, int from) {
        for (int at = from; at <= text.length - pattern.length; at++) {
            if (Arrays.equals(text, at, at + pattern.length, pattern, 0, pattern.length)) {
                return at;
            }
        }
        return -1;
    }
}
