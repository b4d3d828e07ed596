package org.tropea.conn.listener;

import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.util.concurrent.TimeUnit;
import org.tropea.flow.conn.Listener;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.loop.IoListener;
import org.tropea.flow.loop.IoSocket;
import org.tropea.flow.suspend.Reason;
import org.tropea.flow.suspend.Suspension;

/** A bound socket that accepts while nothing holds its suspension. Belongs to one loop and is touched only there. */
final class SocketListener extends Listener implements IoListener.Accepted {
    /** How long to wait after the kernel refused to accept, most likely for want of file descriptors. */
    private static final long PAUSE = TimeUnit.SECONDS.toNanos(1);

    private final String type;
    private final SocketAddress asked;
    private final IoListener.Accepted receiver;
    private final EventLoop loop;
    private final Suspension accepting = new Suspension(this::apply);
    private IoListener socket;
    private boolean closed;

    /** A listener for {@code asked} that gives what it accepts to {@code receiver}; {@link #bound} comes next. */
    SocketListener(String type, SocketAddress asked, IoListener.Accepted receiver, EventLoop loop) {
        this.type = type;
        this.asked = asked;
        this.receiver = receiver;
        this.loop = loop;
    }

    /** Its socket is there. */
    SocketListener bound(IoListener listening) {
        socket = listening;
        apply();
        return this;
    }

    @Override
    public void accepted(IoSocket peer) {
        receiver.accepted(peer);
    }

    @Override
    public void refused() {
        accepting.hold(Reason.ACCEPT_FAILED, loop.now());
        loop.schedule(PAUSE, () -> accepting.lift(Reason.ACCEPT_FAILED));
    }

    private void apply() {
        if (!closed) {
            socket.accepting(accepting.runs());
        }
    }

    @Override
    public String type() {
        return type;
    }

    @Override
    public Suspension accepting() {
        return accepting;
    }

    @Override
    public int descriptor() {
        return socket.descriptor();
    }

    @Override
    public SocketAddress local() {
        return socket.local();
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            socket.close();
            if (asked instanceof UnixDomainSocketAddress unix) {
                UnixSocketFile.remove(unix);
            }
        }
    }
}
