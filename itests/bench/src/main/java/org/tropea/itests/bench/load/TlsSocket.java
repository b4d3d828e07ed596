package org.tropea.itests.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;

/**
 * One TLS connection of the generator. Bytes to be sent are gathered until the turn's end and sealed in records that are
 * as full as they can be.
 */
abstract class TlsSocket implements Loop.Ready {
    private static final int RECORD = 17 << 10;
    /** Cells of a full record: 31, as relays do. */
    private static final int PLAIN_MOST = 31 * 514;

    private static final int READ = 32 << 10;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final Loop loop;
    private final SSLEngine tls;
    private final SocketChannel socket;
    private final ByteBuffer sealedIn = ByteBuffer.allocate(READ);
    private final ByteBuffer plainIn = ByteBuffer.allocate(RECORD + (4 << 10));
    private ByteBuffer plainOut = ByteBuffer.allocate(1 << 10);
    private ByteBuffer sealedOut = ByteBuffer.allocate(RECORD);
    private SelectionKey key;
    private boolean marked;
    private boolean established;
    private boolean closed;

    TlsSocket(Loop loop, SSLEngine tls, SocketChannel socket) {
        this.loop = loop;
        this.tls = tls;
        this.socket = socket;
    }

    /** Takes part in the loop's turns from now on. */
    final void start() throws IOException {
        boolean connected = socket.isConnected();
        key = loop.register(socket, connected ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, this);
        tls.beginHandshake();
        if (connected) {
            mark();
        }
    }

    /** TLS is up. */
    abstract void established() throws IOException;

    /** Bytes came: takes whole cells and leaves the rest. The buffer is ready for reading and has an array. */
    abstract void received(ByteBuffer plain) throws IOException;

    /** The peer closed it. */
    abstract void lost();

    @Override
    public final void ready(SelectionKey ready) throws IOException {
        if (ready.isConnectable()) {
            socket.finishConnect();
            key.interestOps(SelectionKey.OP_READ);
            mark();
        }
        if (ready.isReadable()) {
            read();
        }
        if (ready.isValid() && ready.isWritable()) {
            mark();
        }
    }

    private void read() throws IOException {
        if (socketRead() < 0) {
            close();
            lost();
            return;
        }
        sealedIn.flip();
        while (unwrap()) {
            Thread.onSpinWait();
        }
        sealedIn.compact();
    }

    /** A peer that ends with a reset has closed, too. */
    private int socketRead() {
        try {
            return socket.read(sealedIn);
        } catch (IOException reset) {
            return -1;
        }
    }

    /** One record or one step of the handshake; whether there may be more. */
    private boolean unwrap() throws IOException {
        SSLEngineResult result = tls.unwrap(sealedIn, plainIn);
        if (result.bytesProduced() > 0) {
            plainIn.flip();
            received(plainIn);
            plainIn.compact();
        }
        boolean progress = result.bytesConsumed() > 0 || result.bytesProduced() > 0;
        return handshake() || progress && result.getStatus() == Status.OK && !closed;
    }

    /** Does what the handshake wants of us; whether there was anything. */
    private boolean handshake() throws IOException {
        boolean worked = false;
        for (HandshakeStatus want = tls.getHandshakeStatus();
                want == HandshakeStatus.NEED_TASK || want == HandshakeStatus.NEED_WRAP;
                want = tls.getHandshakeStatus()) {
            worked = true;
            if (want == HandshakeStatus.NEED_TASK) {
                tls.getDelegatedTask().run();
            } else {
                seal(NOTHING);
                mark();
            }
        }
        if (!established && tls.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING) {
            established = true;
            established();
        }
        return worked;
    }

    /** Sends these bytes at the end of the turn. */
    final void send(byte[] bytes, int offset, int length) {
        if (plainOut.remaining() < length) {
            ByteBuffer larger = ByteBuffer.allocate(2 * (plainOut.position() + length));
            plainOut = larger.put(plainOut.flip());
        }
        plainOut.put(bytes, offset, length);
        mark();
    }

    private void mark() {
        if (!marked && !closed) {
            marked = true;
            loop.mark(this);
        }
    }

    @Override
    public final void flush() throws IOException {
        if (closed || !socket.isConnected()) {
            marked = false;
            return;
        }
        handshake();
        marked = false;
        if (established) {
            plainOut.flip();
            while (plainOut.hasRemaining() && written()) {
                int limit = plainOut.limit();
                plainOut.limit(Math.min(limit, plainOut.position() + PLAIN_MOST));
                seal(plainOut);
                plainOut.limit(limit);
            }
            plainOut.compact();
        }
        key.interestOps(written() ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE);
    }

    private void seal(ByteBuffer plain) throws IOException {
        if (sealedOut.remaining() < RECORD) {
            ByteBuffer larger = ByteBuffer.allocate(sealedOut.position() + RECORD);
            sealedOut = larger.put(sealedOut.flip());
        }
        tls.wrap(plain, sealedOut);
    }

    /** Writes sealed bytes as far as there is room; whether all went. */
    private boolean written() throws IOException {
        sealedOut.flip();
        try {
            socket.write(sealedOut);
        } catch (IOException reset) {
            sealedOut.position(sealedOut.limit()); // reading will find the end
        }
        sealedOut.compact();
        return sealedOut.position() == 0;
    }

    /** Closes the socket without a word of TLS. */
    final void close() throws IOException {
        closed = true;
        socket.close();
    }
}
