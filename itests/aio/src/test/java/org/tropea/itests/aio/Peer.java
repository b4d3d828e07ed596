package org.tropea.itests.aio;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.tropea.flow.buffer.Buffer;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.loop.IoEvents;
import org.tropea.flow.loop.IoSocket;
import org.tropea.testkit.HeapBufferLayer;

/** A socket's owner that sends what it has, keeps what it gets, and tells when it is connected and when all is read. */
class Peer implements IoEvents {
    final CompletableFuture<IoSocket> connected = new CompletableFuture<>();
    final CompletableFuture<Integer> ended = new CompletableFuture<>();
    final CompletableFuture<Throwable> bug = new CompletableFuture<>();
    final Buffer in = new HeapBufferLayer().pool(System::nanoTime).buffer();
    final Buffer out = new HeapBufferLayer().pool(System::nanoTime).buffer();
    IoSocket socket;
    boolean paused;
    boolean finish;
    int shortWrites;

    void adopt(EventLoop loop, IoSocket accepted) {
        try {
            socket = loop.adopt(accepted, this);
            connected.complete(socket);
            want();
        } catch (IOException fault) {
            connected.completeExceptionally(fault);
        }
    }

    /** Sends {@code length} bytes that count up from 0, then the end of the stream. */
    void send(int length) {
        for (int i = 0; i < length; i++) {
            out.append(new byte[] {(byte) i}, 0, 1);
        }
        finish = true;
        want();
    }

    void want() {
        socket.interest(!paused && !ended.isDone(), out.length() > 0 || finish);
    }

    @Override
    public void readable() {
        try {
            int count = socket.read(in, 50_000);
            if (count < 0) {
                ended.complete(in.length());
                want();
            }
        } catch (IOException fault) {
            socket.close();
            ended.completeExceptionally(fault);
        }
    }

    @Override
    public void writable() {
        try {
            if (!connected.isDone() && socket.finishConnect()) {
                connected.complete(socket);
            }
            int before = out.length();
            shortWrites += socket.write(out, Integer.MAX_VALUE) < before ? 1 : 0;
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
