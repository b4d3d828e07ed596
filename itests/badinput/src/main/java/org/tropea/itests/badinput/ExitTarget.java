package org.tropea.itests.badinput;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Where exit streams lead: on 127.0.0.1, answers each byte with the same byte, but an {@code 'S'} with
 * {@link #LONG} bytes. A thread per connection. Whoever opened it closes it.
 */
public final class ExitTarget implements Closeable {
    /** Bytes that an 'S' asks for: above 100 full DATA cells, below a stream's window of 500. */
    public static final int LONG = 498 * 120;

    private static final int BACKLOG = 4096;

    private final ServerSocket listening;

    /** Listens on a free port; {@code accepting} or else the connections just wait in the kernel. */
    public ExitTarget(boolean accepting) throws IOException {
        listening = new ServerSocket(0, BACKLOG, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        if (accepting) {
            daemon(this::accept);
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "exit-target");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                daemon(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void serve(Socket socket) {
        try (socket) {
            for (int b = socket.getInputStream().read();
                    b >= 0;
                    b = socket.getInputStream().read()) {
                byte[] answer = b == 'S' ? new byte[LONG] : new byte[] {(byte) b};
                socket.getOutputStream().write(answer);
            }
        } catch (IOException e) {
            Thread.yield(); // The circuit was closed; its test says whether it should have been.
        }
    }

    /** The body of a BEGIN that leads here. */
    public byte[] begin() {
        return ("127.0.0.1:" + port() + "\0").getBytes(StandardCharsets.US_ASCII);
    }

    /** The port. */
    public int port() {
        return listening.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
