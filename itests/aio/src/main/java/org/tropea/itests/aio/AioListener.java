package org.tropea.itests.aio;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.util.ArrayDeque;
import java.util.Queue;
import org.tropea.flow.loop.IoListener;

/** A listening socket of one loop, with at most one accept on its way. Touched only by that loop. */
final class AioListener extends IoListener implements CompletionHandler<AsynchronousSocketChannel, Void> {
    private static final long PAUSE = 1_000_000_000L;

    private final AsynchronousServerSocketChannel channel;
    private final SocketAddress local;
    private final AioLoop loop;
    private final Accepted owner;
    /** Who came while accepting was off already. */
    private final Queue<AsynchronousSocketChannel> early = new ArrayDeque<>();

    private boolean on;
    private boolean underWay;
    private boolean closed;

    AioListener(AsynchronousServerSocketChannel channel, AioLoop loop, Accepted owner) throws IOException {
        this.channel = channel;
        this.local = channel.getLocalAddress();
        this.loop = loop;
        this.owner = owner;
    }

    @Override
    public void accepting(boolean wanted) {
        on = wanted;
        loop.atTurnEnd(this::next);
    }

    private void next() {
        while (on && !closed && !early.isEmpty()) {
            hand(early.remove());
        }
        if (on && !closed && !underWay) {
            underWay = true;
            channel.accept(null, this);
        }
    }

    private void hand(AsynchronousSocketChannel peer) {
        try {
            owner.accepted(new AioSocket(peer));
        } catch (IOException | RuntimeException unwanted) {
            AioSocket.closeQuietly(peer);
        }
    }

    @Override
    public void completed(AsynchronousSocketChannel peer, Void nothing) {
        AioLoop.post(loop, () -> {
            underWay = false;
            early.add(peer);
            next();
        });
    }

    /** No descriptors, or closed: after a while it tries again. */
    @Override
    public void failed(Throwable fault, Void nothing) {
        AioLoop.post(loop, () -> {
            underWay = false;
            loop.schedule(PAUSE, this::next);
        });
    }

    @Override
    public SocketAddress local() {
        return local;
    }

    @Override
    public void close() {
        closed = true;
        loop.remove(this);
        AioSocket.closeQuietly(channel);
        early.forEach(AioSocket::closeQuietly);
    }
}
