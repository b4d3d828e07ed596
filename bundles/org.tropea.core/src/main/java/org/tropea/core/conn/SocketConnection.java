package org.tropea.core.conn;

import java.io.IOException;
import java.net.SocketAddress;
import java.util.concurrent.TimeUnit;
import org.tropea.flow.buffer.BufferPool;
import org.tropea.flow.conn.Carried;
import org.tropea.flow.conn.ConnectionHandler;
import org.tropea.flow.conn.ConnectionType;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.fault.LocalFault;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.loop.IoEvents;
import org.tropea.flow.loop.IoSocket;
import org.tropea.flow.loop.TcpState;

/** A connection over a socket. Belongs to one loop at a time and is touched only there. */
final class SocketConnection extends BaseConnection implements IoEvents {
    /** How long a connect may take. */
    static final long CONNECT_PATIENCE = TimeUnit.SECONDS.toNanos(60);

    private final SocketAddress dialled;
    private IoSocket socket;
    private EventLoop.Timer connectTimer;
    private boolean readShown;
    private boolean writeShown;
    /** How its bytes get here; null for a plain socket. */
    private Carried carried;
    /** What is around its bytes; null for bytes as they are, and from the close on. */
    private Wrapped wrapped;

    /** {@code dialled} is where it connects to; null for one that was accepted. */
    SocketConnection(LoopConnections owner, String type, ConnectionType maker, SocketAddress dialled) {
        super(owner, type, maker, dialled != null);
        this.dialled = dialled;
    }

    /** Takes the socket that the peer's connect brought. */
    void accepted(IoSocket incoming) throws IOException {
        socket = incoming;
        socket = loop().adopt(incoming, this);
    }

    /** Starts to connect from {@code local}, or from any address when that is null. */
    void connect(SocketAddress local) {
        try {
            connectTimer = loop().schedule(CONNECT_PATIENCE, this::connectTimedOut);
            socket = loop().connect(dialled, local, this);
        } catch (IOException | IllegalArgumentException | UnsupportedOperationException refused) {
            close(ConnectFailure.cause(refused));
        }
    }

    @Override
    public boolean move(EventLoop to, Runnable arrived) {
        return wrapped == null && rests() && owner.move(this, to, arrived);
    }

    @Override
    public void become(String type, Object attachment, Carried by) throws LocalFault {
        if (state() != ConnectionState.OPEN || wrapped != null) {
            throw new LocalFault(this + " is " + state() + (wrapped == null ? "" : " and wrapped")
                    + ": only an open one without a wrap becomes another's");
        }
        Becoming.become(this, type, attachment, () -> carry(by));
    }

    private void carry(Carried by) {
        carried = by;
        startAnew();
        if (by.wrap() != null) {
            wrapped = new Wrapped(this, by.wrap(), inbuf(), outbuf());
            freshBuffers();
        }
    }

    /** It became another type's, which brought {@code handler}: hands on what came already. */
    void handedOn(ConnectionHandler handler) {
        if (wrapped != null) {
            wrapped.open();
        }
        goOn(handler, dialled != null);
    }

    boolean isWrapped() {
        return wrapped != null;
    }

    @Override
    String transport() {
        return carried == null ? null : carried.transport();
    }

    @Override
    int toSend() {
        return outbuf().length() + (wrapped == null ? 0 : wrapped.pending());
    }

    @Override
    void rewrap(BufferPool pool) {
        if (wrapped != null) {
            wrapped.rebuffer(pool);
        }
    }

    /** It is in another loop now, which shall be told of readiness as the last one was. */
    void adopted() throws IOException {
        readShown = false;
        writeShown = false;
        socket = loop().adopt(socket, this);
        mark();
    }

    IoSocket socket() {
        return socket;
    }

    /** Puts {@code other} in the place of the socket, between two turns: for tests that look on. */
    void socket(IoSocket other) {
        socket = other;
    }

    private void connectTimedOut() {
        if (state() == ConnectionState.CONNECTING) {
            close(CloseCause.CONNECT_TIMEOUT);
        }
    }

    @Override
    public void readable() {
        if (state() != ConnectionState.CONNECTING) {
            handleRead();
        }
    }

    @Override
    public void writable() {
        if (state() == ConnectionState.CONNECTING) {
            finishConnect();
        } else {
            handleWrite();
        }
    }

    @Override
    public void failed(Throwable bug) {
        close(CloseCause.BUG);
    }

    private void finishConnect() {
        try {
            if (socket.finishConnect()) {
                connectTimer.cancel();
                connected();
            }
        } catch (IOException failed) {
            close(ConnectFailure.cause(failed));
        }
    }

    @Override
    int receive(int max) throws IOException {
        return wrapped == null ? socket.read(inbuf(), max) : wrapped.receive(socket, max);
    }

    @Override
    int send(int max) throws IOException {
        return wrapped == null ? socket.write(outbuf(), max) : wrapped.send(socket, max);
    }

    @Override
    boolean canSend() {
        return true;
    }

    @Override
    boolean takesSocket() {
        return true;
    }

    @Override
    boolean awaitsRoom() {
        return writeShown;
    }

    @Override
    void show(boolean read, boolean write) {
        if (read != readShown || write != writeShown) {
            readShown = read;
            writeShown = write;
            socket.interest(read, write);
        }
    }

    @Override
    void sendEnd() throws IOException {
        socket.shutdownOutput();
    }

    @Override
    void release() {
        if (connectTimer != null) {
            connectTimer.cancel();
        }
        if (socket != null) {
            socket.close();
        }
        if (wrapped != null) {
            wrapped.clear();
            wrapped = null;
        }
    }

    @Override
    public boolean tcpState(TcpState into) {
        return socket == null
                ? into.unknown("the connection has no socket yet")
                : owner.kernel().read(socket, into);
    }

    @Override
    public int descriptor() {
        return socket == null ? -1 : socket.descriptor();
    }

    @Override
    public SocketAddress remote() {
        if (carried != null && carried.client() != null) {
            return carried.client();
        }
        return dialled != null || socket == null ? dialled : socket.remote();
    }

    @Override
    public SocketAddress local() {
        return socket == null ? null : socket.local();
    }
}
