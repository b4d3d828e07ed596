package org.tropea.itests.ctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TransferTest {

    private static final int LENGTH = 3 * SourceBytes.CHUNK + 17;

    @ParameterizedTest
    @EnumSource
    void everyByteArrives(Transfer transfer) throws IOException {
        AtomicLong moved = new AtomicLong();
        try (SourceServer source = new SourceServer();
                Socket socket = new Socket("127.0.0.1", source.port())) {
            transfer.run(socket, 42, LENGTH, true, moved::addAndGet);
        }
        assertEquals(LENGTH, moved.get());
    }

    /** A far end that serves another seed's bytes stands for any corruption on the way. */
    @Test
    void wrongByteIsFound() throws IOException {
        assertEquals("byte 0 of 100 differs", failureWith(new SourceBytes(43, false), 100));
    }

    @Test
    void earlyEndIsFound() throws IOException {
        assertEquals("stream ended after 60 of 100 bytes", failureWith(new SourceBytes(42, false), 60));
    }

    private static String failureWith(SourceBytes served, int length) throws IOException {
        try (ServerSocket listening = new ServerSocket(0);
                Socket socket = new Socket("127.0.0.1", listening.getLocalPort())) {
            CompletableFuture<Void> far = CompletableFuture.runAsync(() -> serve(listening, served, length));
            IOException failure =
                    assertThrows(IOException.class, () -> Transfer.DOWNLOAD.run(socket, 42, 100, false, size -> {}));
            far.join();
            return failure.getMessage();
        }
    }

    private static void serve(ServerSocket listening, SourceBytes served, int length) {
        try (Socket socket = listening.accept()) {
            socket.getInputStream().readNBytes(SourceServer.REQUEST);
            SourceServer.send(socket.getOutputStream(), served, length);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
