package org.tropea.loop;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tropea.flow.loop.IoListener;

/** A listening socket of one loop. Touched only by that loop. */
final class NioListener extends IoListener implements Ready {
    private static final Logger LOG = LoggerFactory.getLogger(NioListener.class);
    /** Connections accepted per event, so that a crowd at the door does not starve those inside. */
    private static final int PER_EVENT = 64;

    private final ServerSocketChannel channel;
    private final NioLoop loop;
    private final Accepted accepted;
    private final SocketAddress local;
    private final Interest.Entry interest;
    private boolean accepting;

    /** Listens on the bound {@code channel}; accepting is off. */
    NioListener(ServerSocketChannel channel, NioLoop loop, Accepted accepted) throws IOException {
        this.channel = channel;
        this.loop = loop;
        this.accepted = accepted;
        local = channel.getLocalAddress();
        channel.configureBlocking(false);
        interest = loop.register(channel, this);
    }

    @Override
    public void accepting(boolean on) {
        accepting = on;
        interest.want(accepting ? SelectionKey.OP_ACCEPT : 0);
    }

    @Override
    public void ready(int operations) {
        for (int i = 0; i < PER_EVENT && accepting && channel.isOpen(); i++) {
            SocketChannel peer = accept();
            if (peer == null) {
                return;
            }
            welcome(peer);
        }
    }

    private SocketChannel accept() {
        try {
            return channel.accept();
        } catch (IOException fault) {
            LOG.warn("cannot accept on {}: {}", local, fault.getMessage());
            accepted.refused();
            return null;
        }
    }

    private void welcome(SocketChannel peer) {
        NioSocket socket;
        try {
            socket = new NioSocket(peer);
        } catch (IOException gone) {
            LOG.debug("a peer of {} left at once: {}", local, gone.getMessage());
            NioLoop.closeQuietly(peer);
            return;
        }
        loop.homeless().add(socket);
        try {
            accepted.accepted(socket);
        } catch (Throwable bug) {
            loop.homeless().remove(socket);
            socket.close();
            loop.guard().report(bug);
        }
    }

    @Override
    public void failed(Throwable bug) {
        // The owner's throws end in welcome(), and cost the one socket.
        loop.guard().report(bug);
    }

    @Override
    public int descriptor() {
        return channel.isOpen() ? Descriptors.of(channel) : -1;
    }

    @Override
    public SocketAddress local() {
        return local;
    }

    @Override
    public void close() {
        if (channel.isOpen()) {
            NioLoop.closeQuietly(channel);
            loop.forget();
            Unix.delete(local);
        }
    }
}
