package org.tropea.itests.ctor;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;

/**
 * The far end of test traffic on 127.0.0.1. A request is mode, seed and length (1 + 8 + 8 bytes); it serves
 * {@code D} the seed's bytes and a SHA-256 of them, {@code d} the same without SHA-256, {@code U} takes bytes and
 * answers their SHA-256, {@code E} gives back what comes. A thread per connection; connections that break just end.
 */
final class SourceServer implements Closeable {

    static final int REQUEST = 17;

    private final ServerSocket listening;

    SourceServer() throws IOException {
        listening = new ServerSocket(0, 256, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        daemon(this::acceptAll, "source-accept");
    }

    private static void daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return listening.getLocalPort();
    }

    private void acceptAll() {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                daemon(() -> serve(socket), "source");
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void serve(Socket socket) {
        try (socket) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            char mode = (char) in.readUnsignedByte();
            long seed = in.readLong();
            long length = in.readLong();
            switch (mode) {
                case 'D' -> send(socket.getOutputStream(), new SourceBytes(seed, true), length);
                case 'd' -> send(socket.getOutputStream(), new SourceBytes(seed, false), length);
                case 'U' -> take(in, socket.getOutputStream(), length);
                case 'E' -> giveBack(in, socket.getOutputStream(), length);
                default -> throw new IOException("mode " + mode);
            }
        } catch (IOException e) {
            Thread.yield(); // The other end sees the connection end early and reports it.
        }
    }

    /** Writes the sequence, then its SHA-256 if it keeps one. */
    static void send(OutputStream out, SourceBytes bytes, long length) throws IOException {
        for (long left = length; left > 0; left -= SourceBytes.CHUNK) {
            int size = (int) Math.min(SourceBytes.CHUNK, left);
            out.write(bytes.next(size), 0, size);
        }
        byte[] digest = bytes.digest();
        if (digest != null) {
            out.write(digest);
        }
    }

    private static void take(DataInputStream in, OutputStream out, long length) throws IOException {
        var digest = SourceBytes.sha256();
        byte[] chunk = new byte[SourceBytes.CHUNK];
        for (long left = length; left > 0; ) {
            int size = in.read(chunk, 0, (int) Math.min(chunk.length, left));
            if (size < 0) {
                break;
            }
            digest.update(chunk, 0, size);
            left -= size;
        }
        out.write(digest.digest());
    }

    private static void giveBack(DataInputStream in, OutputStream out, long length) throws IOException {
        byte[] chunk = new byte[SourceBytes.CHUNK];
        for (long left = length; left > 0; ) {
            int size = in.read(chunk, 0, (int) Math.min(chunk.length, left));
            if (size < 0) {
                return;
            }
            out.write(Arrays.copyOf(chunk, size));
            left -= size;
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
