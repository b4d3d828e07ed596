package org.tropea.itests.bench.load;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * All sockets of the generator. Turned by the thread that made it, which is the only one it has: a relay under load needs
 * the other processors. What a turn's cells made to be sent goes out at its end.
 */
final class Loop implements Closeable {
    private static final long POLL_MILLIS = 50;

    /** Takes a socket's events. */
    interface Ready {
        /** The socket is ready for something it showed interest in. */
        void ready(SelectionKey key) throws IOException;

        /** Something was marked to be sent. */
        void flush() throws IOException;
    }

    private final Selector selector;
    private final ArrayDeque<Ready> marked = new ArrayDeque<>();

    Loop() throws IOException {
        selector = Selector.open();
    }

    SelectionKey register(SelectableChannel channel, int interest, Ready taker) throws IOException {
        channel.configureBlocking(false);
        return channel.register(selector, interest, taker);
    }

    /** {@link Ready#flush} is called at the end of this turn; the caller marks only once. */
    void mark(Ready what) {
        marked.add(what);
    }

    /** Turns until {@code done}. @throws IllegalStateException with {@code state} after {@code limit} */
    void until(BooleanSupplier done, Duration limit, Supplier<String> state) {
        long end = System.nanoTime() + limit.toNanos();
        try {
            flush();
            while (!done.getAsBoolean()) {
                if (System.nanoTime() > end) {
                    throw new IllegalStateException("not within " + limit.toSeconds() + " s: " + state.get());
                }
                turn();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void turn() throws IOException {
        selector.select(POLL_MILLIS);
        for (SelectionKey key : selector.selectedKeys()) {
            if (key.isValid()) {
                ((Ready) key.attachment()).ready(key);
            }
        }
        selector.selectedKeys().clear();
        flush();
    }

    private void flush() throws IOException {
        for (Ready next = marked.poll(); next != null; next = marked.poll()) {
            next.flush();
        }
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }
}
