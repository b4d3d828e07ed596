package org.tropea.itests.ctor;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.LongConsumer;

/** One stream's exchange with a {@link SourceServer}: what goes which way, and how each byte is compared. */
enum Transfer {
    DOWNLOAD {
        @Override
        void run(Socket socket, long seed, long length, boolean sha256, LongConsumer moved) throws IOException {
            request(socket, sha256 ? 'D' : 'd', seed, length);
            byte[] digest = receive(socket.getInputStream(), new SourceBytes(seed, sha256), length, moved);
            if (sha256) {
                compareDigest(socket.getInputStream(), digest);
            }
        }
    },
    UPLOAD {
        @Override
        void run(Socket socket, long seed, long length, boolean sha256, LongConsumer moved) throws IOException {
            request(socket, 'U', seed, length);
            byte[] digest = write(socket.getOutputStream(), new SourceBytes(seed, true), length, moved);
            compareDigest(socket.getInputStream(), digest);
        }
    },
    ECHO {
        @Override
        void run(Socket socket, long seed, long length, boolean sha256, LongConsumer moved) throws IOException {
            request(socket, 'E', seed, length);
            CompletableFuture<Void> writer = CompletableFuture.runAsync(
                    () -> writeAside(socket, new SourceBytes(seed, false), length),
                    task -> new Thread(task, "echo-writer").start());
            receive(socket.getInputStream(), new SourceBytes(seed, false), length, moved);
            join(writer);
        }
    };

    /** Moves {@code length} bytes of the seed's sequence; {@code moved} is told as they pass. */
    abstract void run(Socket socket, long seed, long length, boolean sha256, LongConsumer moved) throws IOException;

    private static void request(Socket socket, char mode, long seed, long length) throws IOException {
        ByteBuffer request = ByteBuffer.allocate(SourceServer.REQUEST);
        socket.getOutputStream()
                .write(request.put((byte) mode).putLong(seed).putLong(length).array());
    }

    private static byte[] receive(InputStream in, SourceBytes expected, long length, LongConsumer moved)
            throws IOException {
        byte[] chunk = new byte[SourceBytes.CHUNK];
        for (long at = 0; at < length; at += SourceBytes.CHUNK) {
            int size = (int) Math.min(SourceBytes.CHUNK, length - at);
            int got = in.readNBytes(chunk, 0, size);
            if (got < size) {
                throw new IOException("stream ended after " + (at + got) + " of " + length + " bytes");
            }
            long differs = expected.mismatch(chunk, size);
            if (differs >= 0) {
                throw new IOException("byte " + differs + " of " + length + " differs");
            }
            moved.accept(size);
        }
        return expected.digest();
    }

    private static byte[] write(OutputStream out, SourceBytes bytes, long length, LongConsumer moved)
            throws IOException {
        for (long at = 0; at < length; at += SourceBytes.CHUNK) {
            int size = (int) Math.min(SourceBytes.CHUNK, length - at);
            out.write(bytes.next(size), 0, size);
            moved.accept(size);
        }
        return bytes.digest();
    }

    private static void writeAside(Socket socket, SourceBytes bytes, long length) {
        try {
            write(socket.getOutputStream(), bytes, length, size -> {});
        } catch (IOException e) {
            throw new IllegalStateException("writing: " + e.getMessage(), e);
        }
    }

    private static void join(CompletableFuture<Void> writer) throws IOException {
        try {
            writer.get();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static void compareDigest(InputStream in, byte[] expected) throws IOException {
        byte[] answer = in.readNBytes(expected.length);
        if (answer.length < expected.length) {
            throw new IOException("stream ended before its SHA-256");
        }
        if (!Arrays.equals(answer, expected)) {
            throw new IOException("SHA-256 differs");
        }
    }
}
