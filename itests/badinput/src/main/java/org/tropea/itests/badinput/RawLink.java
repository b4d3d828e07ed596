package org.tropea.itests.badinput;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.bouncycastle.tls.TlsClientProtocol;
import org.tropea.cell.CellCommand;
import org.tropea.crypto.Digests;

/**
 * One TLS connection to a relay on 127.0.0.1 that sends what it is told, well-formed or not, and sorts what comes by
 * circuit. A thread of its own reads; padding is left out. Whoever opened it closes it.
 */
public final class RawLink implements Closeable {
    private static final int CONNECT_MILLIS = 20_000;

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private final TlsDialer tls;
    private final Inboxes inboxes = new Inboxes();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ReentrantLock reading = new ReentrantLock(true);
    private final MessageDigest sentLog = Digests.newSha256();
    private final MessageDigest receivedLog = Digests.newSha256();
    private final AtomicInteger circuits = new AtomicInteger(0x8000_0000);

    private RawLink(Socket socket, TlsDialer tls) throws IOException {
        this.socket = socket;
        this.tls = tls;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(CONNECT_MILLIS);
        TlsClientProtocol protocol = new TlsClientProtocol(socket.getInputStream(), socket.getOutputStream());
        protocol.connect(tls);
        socket.setSoTimeout(0);
        in = new DataInputStream(new BufferedInputStream(protocol.getInputStream(), 1 << 14));
        out = protocol.getOutputStream();
        Thread reader = new Thread(this::readAll, "raw-link");
        reader.setDaemon(true);
        reader.start();
    }

    /** Connects and does TLS, nothing more. {@code cid} is the RSA identity's SHA-256 if we shall authenticate, or null. */
    public static RawLink tls(int port, byte[] cid) throws IOException {
        Socket socket = new Socket("127.0.0.1", port);
        try {
            return new RawLink(socket, new TlsDialer(cid));
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** A link as a client opens it, ready for circuits. */
    public static RawLink client(int port) throws IOException {
        RawLink link = tls(port, null);
        LinkHandshake handshake = new LinkHandshake(link, null);
        handshake.versions();
        handshake.netinfo();
        return link;
    }

    /** A link that is authenticated as the relay of these keys, ready for circuits. */
    public static RawLink relay(int port, RelayKeys keys) throws IOException {
        RawLink link = tls(port, keys.identity().publicKey().sha256());
        LinkHandshake handshake = new LinkHandshake(link, keys);
        handshake.versions();
        handshake.certs(handshake.certificates().initiatorCerts());
        handshake.authenticate(handshake.authentication());
        handshake.netinfo();
        return link;
    }

    private void readAll() {
        try {
            boolean logging = true;
            for (RawCell cell = RawCell.read(in, true); true; cell = RawCell.read(in, false)) {
                if (logging) {
                    log(cell);
                    logging = cell.command() != CellCommand.AUTH_CHALLENGE;
                }
                if (cell.command() != CellCommand.PADDING && cell.command() != CellCommand.VPADDING) {
                    inboxes.put(cell);
                }
                reading.lock();
                reading.unlock();
            }
        } catch (IOException end) {
            closed.countDown();
        }
    }

    private void log(RawCell cell) {
        byte[] image = cell.encode();
        int skip = cell.command() == CellCommand.VERSIONS ? 2 : 0;
        receivedLog.update(image, skip, image.length - skip);
    }

    /** Sends bytes as they are, inside TLS. Any thread. @throws IOException when the relay has closed the link */
    public synchronized void send(byte[] bytes) throws IOException {
        sentLog.update(bytes);
        out.write(bytes);
    }

    /** Sends one cell, fixed or variable by its command. */
    public void send(int circuit, int command, byte[] body) throws IOException {
        send(new RawCell(circuit, command, body).encode());
    }

    /** The next cell on the circuit, 0 for the link itself; null when none came within {@code limit}. */
    public RawCell next(int circuit, Duration limit) {
        return inboxes.next(circuit, limit);
    }

    /** Whether the relay closes the link within {@code limit}. */
    public boolean awaitClosed(Duration limit) {
        try {
            return closed.await(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a link's end", e);
        }
    }

    /** A circuit id of our half that this link has not used. */
    public int freeCircuit() {
        return circuits.incrementAndGet();
    }

    /** Stops reading from the socket until {@link #resumeReading}, which the same thread must call. */
    public void pauseReading() {
        reading.lock();
    }

    /** Reads on. */
    public void resumeReading() {
        reading.unlock();
    }

    /** DER of the relay's TLS certificate. */
    byte[] certificate() {
        return tls.certificate();
    }

    /** TLSSECRETS of AUTHENTICATE. */
    byte[] exported() {
        return tls.exported();
    }

    /** CLOG: SHA-256 of all bytes sent so far. */
    synchronized byte[] sentLog() {
        return Digests.peek(sentLog);
    }

    /** SLOG: SHA-256 of what came up to AUTH_CHALLENGE, which must have come. */
    byte[] receivedLog() {
        return Digests.peek(receivedLog);
    }

    /** Closes the socket without a word of TLS. */
    @Override
    public void close() throws IOException {
        socket.close();
    }
}
