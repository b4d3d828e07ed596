package org.tropea.loop;

import java.io.IOException;
import java.net.SocketAddress;
import java.util.concurrent.CompletableFuture;
import org.tropea.flow.buffer.Buffer;
import org.tropea.flow.buffer.BufferPool;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.loop.IoEvents;
import org.tropea.flow.loop.IoSocket;

/** A socket's owner that sends what it has, keeps or echoes what it gets, and tells when things happened. */
class TestPeer implements IoEvents {
    final CompletableFuture<Boolean> connected = new CompletableFuture<>();
    final CompletableFuture<Integer> ended = new CompletableFuture<>();
    final CompletableFuture<Throwable> bug = new CompletableFuture<>();
    final Buffer in;
    final Buffer out;
    boolean echo;
    boolean finish;
    boolean paused;
    boolean eof;
    int shortWrites;
    long received;
    volatile IoSocket socket;

    TestPeer() {
        BufferPool pool = LoopHarness.pool();
        in = pool.buffer();
        out = pool.buffer();
    }

    static TestPeer connect(EventLoop loop, SocketAddress to) throws Exception {
        return LoopHarness.in(loop, () -> {
            TestPeer peer = new TestPeer();
            peer.socket = loop.connect(to, null, peer);
            return peer;
        });
    }

    void adopt(EventLoop loop, IoSocket accepted) {
        try {
            socket = loop.adopt(accepted, this);
            connected.complete(true);
            want();
        } catch (IOException fault) {
            connected.completeExceptionally(fault);
        }
    }

    /** Sends {@code length} bytes that count up from 0, and the end of the stream if {@code last}. */
    void send(int length, boolean last) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) i;
        }
        out.append(bytes, 0, length);
        finish = last;
        want();
    }

    void want() {
        socket.interest(!paused && !eof, out.length() > 0 || finish);
    }

    @Override
    public void readable() {
        try {
            int count = socket.read(in, 100_000);
            if (count < 0) {
                eof = true;
                want();
                ended.complete((int) received);
                return;
            }
            received += count;
            if (echo) {
                in.moveTo(out, in.length());
            }
            want();
        } catch (IOException fault) {
            socket.close();
            ended.completeExceptionally(fault);
        }
    }

    @Override
    public void writable() {
        try {
            if (!connected.isDone()) {
                connected.complete(socket.finishConnect());
            }
            int before = out.length();
            if (socket.write(out, Integer.MAX_VALUE) < before) {
                shortWrites++;
            }
            if (out.length() == 0 && finish) {
                finish = false;
                socket.shutdownOutput();
            }
            want();
        } catch (IOException fault) {
            socket.close();
            connected.completeExceptionally(fault);
        }
    }

    @Override
    public void failed(Throwable thrown) {
        bug.complete(thrown);
    }
}
