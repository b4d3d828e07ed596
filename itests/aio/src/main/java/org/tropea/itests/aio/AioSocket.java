package org.tropea.itests.aio;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.Channel;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.CompletionHandler;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tropea.flow.buffer.Buffer;
import org.tropea.flow.fault.Bug;
import org.tropea.flow.loop.IoEvents;
import org.tropea.flow.loop.IoSocket;

/**
 * A stream socket of one loop, with at most one read and one write under way, each in memory of its own. States: without
 * a loop (accepted), CONNECTING, OPEN, CLOSING (a write is under way still), closed. Touched only by its loop.
 */
final class AioSocket extends IoSocket {
    private static final Logger LOG = LoggerFactory.getLogger(AioSocket.class);
    private static final int CHUNK = 64 * 1024;
    private static final long CLOSING_LIMIT = 10_000_000_000L;

    private final AsynchronousSocketChannel channel;
    private final ByteBuffer in = ByteBuffer.allocate(CHUNK).limit(0);
    private final ByteBuffer out = ByteBuffer.allocate(CHUNK).limit(0);
    private final ByteBuffer[] views = new ByteBuffer[32];
    private SocketAddress remote;
    private AioLoop loop;
    private IoEvents events;
    private boolean askedRead;
    private boolean askedWrite;
    private boolean wantsRead;
    private boolean wantsWrite;
    private boolean reading;
    private boolean writing;
    private boolean eof;
    private boolean finish;
    private boolean connecting;
    private boolean connectOutcome;
    private IOException fault;
    private boolean closed;

    AioSocket(AsynchronousSocketChannel channel) throws IOException {
        this.channel = channel;
        this.remote = channel.getRemoteAddress();
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }

    void attach(AioLoop owner, IoEvents told) {
        if (loop != null) {
            throw new Bug("the socket to " + remote + " has a loop already");
        }
        loop = owner;
        events = told;
        loop.add(this);
    }

    // CONNECTING

    void connect(SocketAddress to) {
        connecting = true;
        remote = to;
        try {
            channel.connect(to, null, told(done -> connected(null), this::connected));
        } catch (RuntimeException unusable) {
            loop.atTurnEnd(() -> connected(unusable));
        }
    }

    private void connected(Throwable failure) {
        fault = failure == null ? null : asIoException(failure);
        connectOutcome = true;
    }

    @Override
    public boolean finishConnect() throws IOException {
        throwFault();
        connecting = false;
        loop.changed(this);
        return true;
    }

    // OPEN: what the loop may tell the owner

    @Override
    public void interest(boolean read, boolean write) {
        askedRead = read;
        askedWrite = write;
        loop.changed(this);
    }

    void applyInterest() {
        wantsRead = askedRead;
        wantsWrite = askedWrite;
        if (wantsRead) {
            readAhead();
        }
    }

    boolean hasNews() {
        return connectOutcome || canRead() || canWrite();
    }

    private boolean canRead() {
        return wantsRead && !connecting && !reading && (in.hasRemaining() || eof || fault != null);
    }

    private boolean canWrite() {
        return wantsWrite && !connecting && !writing;
    }

    void dispatch() {
        try {
            if (canRead() && !closed) {
                events.readable();
            }
            if ((connectOutcome || canWrite()) && !closed) {
                connectOutcome = false;
                events.writable();
            }
        } catch (Throwable bug) {
            LOG.error("the owner of the socket to {} threw", remote, bug);
            close();
            events.failed(bug);
        }
    }

    // Bytes in

    private void readAhead() {
        if (!reading && !in.hasRemaining() && !eof && fault == null && !connecting && !closed) {
            reading = true;
            channel.read(in.clear(), null, told(this::read, this::readFailed));
        }
    }

    private void read(int count) {
        reading = false;
        eof = count < 0;
        in.flip();
    }

    private void readFailed(Throwable failure) {
        reading = false;
        in.limit(0);
        fault = asIoException(failure);
    }

    @Override
    public int read(Buffer into, int max) throws IOException {
        throwFault();
        if (reading || max <= 0) {
            return 0;
        }
        int count = Math.min(max, in.remaining());
        if (count > 0) {
            into.append(in.slice(in.position(), count));
            in.position(in.position() + count);
        } else if (eof) {
            return -1;
        }
        readAhead();
        return count;
    }

    // Bytes out

    @Override
    public int write(Buffer from, int max) throws IOException {
        throwFault();
        if (writing) {
            return 0;
        }
        out.clear().limit(Math.min(CHUNK, Math.max(0, max)));
        int count = from.views(views);
        for (int i = 0; i < count && out.hasRemaining(); i++) {
            ByteBuffer view = views[i];
            out.put(view.limit(Math.min(view.limit(), view.position() + out.remaining())));
        }
        int taken = out.flip().remaining();
        from.drain(taken);
        if (taken > 0) {
            writing = true;
            writeOut();
        }
        return taken;
    }

    private void writeOut() {
        channel.write(out, null, told(this::written, this::writeFailed));
    }

    private void written(int count) {
        if (out.hasRemaining()) {
            writeOut();
            return;
        }
        writing = false;
        if (closed) {
            closeNow();
        } else if (finish) {
            finishNow();
        }
    }

    private void writeFailed(Throwable failure) {
        writing = false;
        fault = asIoException(failure);
        if (closed) {
            closeNow();
        }
    }

    @Override
    public void shutdownOutput() throws IOException {
        throwFault();
        finish = true;
        if (!writing) {
            finishNow();
        }
    }

    private void finishNow() {
        try {
            channel.shutdownOutput();
        } catch (IOException gone) {
            fault = gone;
        }
    }

    // The end

    /** What was taken over for writing still goes out: a caller sees it as given to the kernel. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (loop == null || !writing) {
            closeNow();
        } else {
            loop.schedule(CLOSING_LIMIT, this::closeNow);
        }
    }

    void closeNow() {
        closed = true;
        closeQuietly(channel);
        if (loop != null) {
            loop.remove(this);
        }
    }

    static void closeQuietly(Channel channel) {
        try {
            channel.close();
        } catch (IOException gone) {
            LOG.debug("while closing: {}", gone.toString());
        }
    }

    @Override
    public SocketAddress local() {
        try {
            return channel.getLocalAddress();
        } catch (IOException gone) {
            return null;
        }
    }

    @Override
    public SocketAddress remote() {
        return remote;
    }

    private void throwFault() throws IOException {
        if (closed) {
            throw new ClosedChannelException();
        }
        if (fault != null) {
            throw fault;
        }
    }

    private static IOException asIoException(Throwable failure) {
        return failure instanceof IOException io ? io : new IOException(failure.toString(), failure);
    }

    /** Completions come on the JDK's thread; both outcomes go on in the loop. */
    private <T> CompletionHandler<T, Void> told(Consumer<T> done, Consumer<Throwable> failed) {
        return new CompletionHandler<>() {
            @Override
            public void completed(T result, Void nothing) {
                AioLoop.post(loop, () -> done.accept(result));
            }

            @Override
            public void failed(Throwable failure, Void nothing) {
                AioLoop.post(loop, () -> failed.accept(failure));
            }
        };
    }
}
