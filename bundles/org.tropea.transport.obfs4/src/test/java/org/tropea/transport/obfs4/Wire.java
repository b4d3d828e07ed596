package org.tropea.transport.obfs4;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.concurrent.locks.LockSupport;
import org.tropea.flow.fault.PeerFault;

/** Our side of a real connection, with blocking sockets; one thread may send while another receives. */
final class Wire implements AutoCloseable {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    /** What was read and not used, ready to be read from. */
    private final ByteBuffer sealed = ByteBuffer.allocate(1 << 16).flip();

    private final ByteBuffer sending = ByteBuffer.allocate(1 << 16);
    private Session session;

    private Wire(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(30_000);
    }

    /** Shakes hands with the bridge at the other end. */
    static Wire client(Socket socket, BridgeCert bridge, IatMode mode) throws IOException, PeerFault {
        Wire wire = new Wire(socket);
        ClientHandshake handshake =
                new ClientHandshake(bridge, SessionKey.generate(RANDOM), System.currentTimeMillis(), RANDOM);
        handshake.request(wire.sending);
        wire.write(0, wire.sending.position());
        while (!handshake.answer(wire.sealed)) {
            wire.readMore();
        }
        wire.session = handshake.session(mode, new KeyStream());
        return wire;
    }

    /** Answers the handshake of the client at the other end. */
    static Wire server(Socket socket, ServerIdentity bridge, ReplayFilter replays) throws IOException {
        Wire wire = new Wire(socket);
        ServerHandshake handshake =
                new ServerHandshake(bridge, SessionKey.generate(RANDOM), replays, System.currentTimeMillis(), RANDOM);
        while (handshake.receive(wire.sealed, System.currentTimeMillis()) == ServerHandshake.Progress.MORE) {
            wire.readMore();
        }
        wire.session = handshake.answer(wire.sending, new KeyStream());
        wire.write(0, wire.sending.position());
        return wire;
    }

    private void write(int from, int length) throws IOException {
        out.write(sending.array(), from, length);
    }

    /** One read more into {@code sealed}; false at the end. */
    private boolean read() throws IOException {
        sealed.compact();
        int count = in.read(sealed.array(), sealed.position(), sealed.remaining());
        sealed.position(sealed.position() + Math.max(count, 0)).flip();
        return count > 0;
    }

    private void readMore() throws IOException {
        if (!read()) {
            throw new IOException("ended before the handshake did, after " + sealed.remaining() + " bytes");
        }
    }

    /** Sends {@code length} bytes as one burst or more, with the writes and pauses that the session decides on. */
    void send(byte[] plain, int length) throws IOException {
        ByteBuffer source = ByteBuffer.wrap(plain, 0, length);
        while (source.hasRemaining()) {
            synchronized (this) {
                session.seal(source, sending.clear().limit(sending.capacity() - Session.ROOM));
            }
            sending.limit(sending.capacity());
            drain();
        }
    }

    private void drain() throws IOException {
        for (int written = 0; written < sending.position(); ) {
            int next;
            int pause;
            synchronized (this) {
                next = session.nextWrite(sending.position() - written, sending);
                pause = session.pause();
            }
            write(written, next);
            written += next;
            LockSupport.parkNanos(1000L * pause);
        }
    }

    /** Appends the next bytes that came to {@code plain}; false at the end of the connection. */
    boolean receive(ByteBuffer plain) throws IOException, PeerFault {
        int before = plain.position();
        while (plain.position() == before) {
            synchronized (this) {
                session.open(sealed, plain);
            }
            if (plain.position() == before && !read()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
