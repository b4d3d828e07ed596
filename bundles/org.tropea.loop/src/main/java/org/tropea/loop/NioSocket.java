package org.tropea.loop;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.tropea.flow.buffer.Buffer;
import org.tropea.flow.fault.Bug;
import org.tropea.flow.loop.IoEvents;
import org.tropea.flow.loop.IoSocket;

/**
 * A stream socket of one loop. States: HOMELESS (accepted or released, in no loop), CONNECTING, OPEN, closed; from HOMELESS
 * by {@link #attach}, back by {@link #detach}, from CONNECTING by {@link #finishConnect}, to closed from any. Touched only
 * by its loop.
 */
final class NioSocket extends IoSocket implements Ready {
    private final SocketChannel channel;
    private SocketAddress remote;
    private NioLoop loop;
    private IoEvents events;
    private Interest.Entry interest;
    private boolean connecting;
    private IOException connectFault;
    private int wanted;
    private boolean closed;

    /** A connected socket without a loop, or one that is about to connect. */
    NioSocket(SocketChannel channel) throws IOException {
        this.channel = channel;
        channel.configureBlocking(false);
        remote = channel.getRemoteAddress();
        if (channel.supportedOptions().contains(StandardSocketOptions.TCP_NODELAY)) {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        }
    }

    /** From now on the socket is {@code loop}'s, and its events go to {@code events}. */
    void attach(NioLoop loop, IoEvents events) throws IOException {
        if (this.loop != null) {
            throw new Bug("the socket to " + remote + " has a loop already");
        }
        this.loop = loop;
        this.events = events;
        interest = loop.register(channel, this);
    }

    /** Leaves its loop, homeless again; false, and nothing happened, unless it is open. */
    boolean detach() {
        if (closed || connecting || connectFault != null) {
            return false;
        }
        interest.cancel();
        interest = null;
        loop = null;
        events = null;
        return true;
    }

    /** Starts to connect; the outcome, whatever it is, comes as an event. */
    void connect(SocketAddress to) {
        connecting = true;
        remote = to;
        try {
            boolean done = channel.connect(to);
            interest.want(done ? SelectionKey.OP_WRITE : SelectionKey.OP_CONNECT);
        } catch (IOException | RuntimeException fault) {
            connectFault = fault instanceof IOException io ? io : new IOException("cannot connect to " + to, fault);
            loop.atTurnEnd(this::tellConnectFault);
        }
    }

    private void tellConnectFault() {
        // A channel that cannot connect closes itself, so it is not asked.
        if (!closed) {
            loop.dispatch(this, SelectionKey.OP_CONNECT);
        }
    }

    @Override
    public void ready(int operations) {
        if ((operations & SelectionKey.OP_READ) != 0) {
            events.readable();
        }
        if ((operations & (SelectionKey.OP_WRITE | SelectionKey.OP_CONNECT)) != 0 && !closed) {
            events.writable();
        }
    }

    @Override
    public void failed(Throwable bug) {
        close();
        events.failed(bug);
    }

    @Override
    public boolean finishConnect() throws IOException {
        if (connectFault != null) {
            throw connectFault;
        }
        if (!channel.finishConnect()) {
            return false;
        }
        connecting = false;
        interest.want(wanted);
        return true;
    }

    @Override
    public void interest(boolean read, boolean write) {
        wanted = (read ? SelectionKey.OP_READ : 0) | (write ? SelectionKey.OP_WRITE : 0);
        if (!connecting) {
            interest.want(wanted);
        }
    }

    @Override
    public int read(Buffer into, int max) throws IOException {
        return max <= 0 ? 0 : loop.scratch().read(channel, into, max);
    }

    @Override
    public int write(Buffer from, int max) throws IOException {
        return loop.scratch().write(channel, from, max);
    }

    @Override
    public void shutdownOutput() throws IOException {
        channel.shutdownOutput();
    }

    @Override
    public void close() {
        closed = true;
        try {
            channel.close();
        } catch (IOException gone) {
            // Closed all the same: the descriptor is given back whatever close() says.
        }
    }

    /** Not after the close: the number may be another socket's by then. */
    @Override
    public int descriptor() {
        return closed ? -1 : Descriptors.of(channel);
    }

    @Override
    public SocketAddress local() {
        try {
            return channel.getLocalAddress();
        } catch (IOException closed) {
            return null;
        }
    }

    @Override
    public SocketAddress remote() {
        return remote;
    }
}
