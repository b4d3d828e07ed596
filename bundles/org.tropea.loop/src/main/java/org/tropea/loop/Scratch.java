package org.tropea.loop;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.tropea.flow.buffer.Buffer;

/** The direct memory of one loop, through which bytes pass between sockets and buffers. Touched only by its loop. */
final class Scratch {
    /** The most bytes one system call reads. */
    static final int READ = 256 * 1024;
    /** The most bytes one system call writes. */
    static final int WRITE = 128 * 1024;

    private final ByteBuffer memory = ByteBuffer.allocateDirect(READ);
    private final ByteBuffer[] views = new ByteBuffer[32];

    /** Reads once, at most {@code max} bytes; returns how many, -1 at the end of the stream. */
    int read(SocketChannel channel, Buffer into, int max) throws IOException {
        memory.clear().limit(Math.min(max, READ));
        int count = channel.read(memory);
        if (count > 0) {
            into.append(memory.flip());
        }
        return count;
    }

    /** Writes until the socket takes no more or {@code max} bytes are written; returns how many. */
    int write(SocketChannel channel, Buffer from, int max) throws IOException {
        int written = 0;
        int left = Math.min(max, from.length());
        while (left > 0) {
            gather(from, Math.min(left, WRITE));
            int offered = memory.remaining();
            int count = channel.write(memory);
            from.drain(count);
            written += count;
            left -= count;
            if (count < offered) {
                break;
            }
        }
        return written;
    }

    private void gather(Buffer from, int max) {
        memory.clear().limit(max);
        int count = from.views(views);
        for (int i = 0; i < count && memory.hasRemaining(); i++) {
            ByteBuffer view = views[i];
            view.limit(Math.min(view.limit(), view.position() + memory.remaining()));
            memory.put(view);
        }
        memory.flip();
    }
}
