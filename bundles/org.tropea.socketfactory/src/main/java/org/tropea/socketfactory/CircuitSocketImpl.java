package org.tropea.socketfactory;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketImpl;
import java.net.SocketOptions;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.tropea.flow.entry.EntryHost;

/**
 * The socket implementation: SO_TIMEOUT and SO_LINGER 0 mean what they always do, other options are kept and mean
 * nothing, as there is no TCP on this side. One that a program drops without closing it is closed when the garbage
 * collector finds it, as JDK sockets are: its streams keep this object, and nothing of the router does. Any thread.
 */
final class CircuitSocketImpl extends SocketImpl {
    private static final Cleaner DROPPED = Cleaner.create();

    private final RouterSockets router;
    private final String isolation;
    private final Map<Integer, Object> options = new ConcurrentHashMap<>(Map.of(
            SocketOptions.SO_TIMEOUT,
            0,
            SocketOptions.SO_LINGER,
            -1,
            SocketOptions.TCP_NODELAY,
            true,
            SocketOptions.SO_KEEPALIVE,
            false,
            SocketOptions.SO_REUSEADDR,
            false,
            SocketOptions.SO_OOBINLINE,
            false,
            SocketOptions.IP_TOS,
            0,
            SocketOptions.SO_SNDBUF,
            Ring.SIZE,
            SocketOptions.SO_RCVBUF,
            Ring.SIZE));
    private volatile String host;
    private volatile Passage passage;

    CircuitSocketImpl(RouterSockets router, String isolation) {
        this.router = router;
        this.isolation = isolation;
    }

    /**
     * {@code endpoint} in a form that {@link java.net.Socket} takes on every Java: a name that nobody has looked up is
     * kept here for the exit, beside an address that stands for none.
     */
    SocketAddress named(SocketAddress endpoint) throws IOException {
        if (endpoint instanceof InetSocketAddress inet && inet.isUnresolved()) {
            host = inet.getHostString();
            return new InetSocketAddress(InetAddress.getByAddress(host, new byte[4]), inet.getPort());
        }
        host = null;
        return endpoint;
    }

    @Override
    protected void create(boolean stream) throws IOException {
        if (!stream) {
            throw new SocketException("only stream sockets go through circuits");
        }
    }

    @Override
    protected void connect(String name, int to) throws IOException {
        connect(named(InetSocketAddress.createUnresolved(name, to)), 0);
    }

    @Override
    protected void connect(InetAddress to, int toPort) throws IOException {
        connect(new InetSocketAddress(to, toPort), 0);
    }

    @Override
    protected void connect(SocketAddress endpoint, int millis) throws IOException {
        InetSocketAddress to = (InetSocketAddress) endpoint;
        String name = EntryHost.normal(host == null ? to.getAddress().getHostAddress() : host);
        if (name == null) {
            throw new UnknownHostException(to.getHostString() + ": no host name and no address that exits reach");
        }
        port = to.getPort();
        Passage made = router.passage(name, port, isolation);
        passage = made;
        DROPPED.register(this, () -> made.close(true));
        passage.connect(millis);
        InetAddress told = passage.address();
        address = host == null || told == null ? to.getAddress() : InetAddress.getByAddress(host, told.getAddress());
    }

    @Override
    protected void bind(InetAddress local, int localPort) throws IOException {
        if (!local.isAnyLocalAddress() || localPort != 0) {
            throw new SocketException("a socket through a circuit has no local address to bind");
        }
    }

    @Override
    protected void listen(int backlog) throws IOException {
        throw new SocketException("a socket through a circuit cannot listen");
    }

    @Override
    protected void accept(SocketImpl accepted) throws IOException {
        throw new SocketException("a socket through a circuit cannot listen");
    }

    private int timeout() {
        return (Integer) options.get(SocketOptions.SO_TIMEOUT);
    }

    @Override
    protected InputStream getInputStream() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                Objects.checkFromIndexSize(offset, length, into.length);
                try {
                    return length == 0 ? 0 : passage.read(into, offset, length, timeout());
                } finally {
                    Reference.reachabilityFence(CircuitSocketImpl.this);
                }
            }

            @Override
            public int available() {
                return passage.available();
            }

            @Override
            public void close() {
                CircuitSocketImpl.this.close();
            }
        };
    }

    @Override
    protected OutputStream getOutputStream() {
        return new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                write(new byte[] {(byte) one}, 0, 1);
            }

            @Override
            public void write(byte[] from, int offset, int length) throws IOException {
                Objects.checkFromIndexSize(offset, length, from.length);
                try {
                    passage.write(from, offset, length);
                } finally {
                    Reference.reachabilityFence(CircuitSocketImpl.this);
                }
            }

            @Override
            public void close() {
                CircuitSocketImpl.this.close();
            }
        };
    }

    @Override
    protected int available() {
        return passage.available();
    }

    @Override
    protected void close() {
        Passage there = passage;
        if (there != null) {
            there.close(!Integer.valueOf(0).equals(options.get(SocketOptions.SO_LINGER)));
        }
    }

    @Override
    protected void shutdownInput() {
        passage.shutInput();
    }

    @Override
    protected void shutdownOutput() {
        passage.shutOutput();
    }

    @Override
    protected void sendUrgentData(int data) throws IOException {
        throw new SocketException("streams have no urgent data");
    }

    @Override
    public void setOption(int option, Object value) throws SocketException {
        if (!options.containsKey(option)) {
            throw new SocketException("socket option " + option + " means nothing for a stream");
        }
        boolean off = option == SocketOptions.SO_LINGER && value instanceof Boolean;
        options.put(option, off ? -1 : value);
    }

    @Override
    public Object getOption(int option) throws SocketException {
        Object value =
                option == SocketOptions.SO_BINDADDR ? new InetSocketAddress(0).getAddress() : options.get(option);
        if (value == null) {
            throw new SocketException("socket option " + option + " means nothing for a stream");
        }
        return value;
    }
}
