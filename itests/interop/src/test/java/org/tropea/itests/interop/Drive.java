package org.tropea.itests.interop;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tropea.itests.ctor.CtorNode;

/** A connection to the bundle org.tropea.itests.origin in a running node: lines that are obeyed, then a stream's bytes. */
final class Drive implements AutoCloseable {
    private static final int PATIENCE = 60_000;

    private final Socket socket;
    private String circuit;

    /** Connects to {@code node}, which has the bundle. */
    Drive(CtorNode node) throws IOException {
        int port = Integer.parseInt(Files.readString(port(node)));
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE);
    }

    /** Where the bundle says which port is its own. */
    static Path port(CtorNode node) {
        return node.directory().resolve("drive.port");
    }

    /** The answer to one line. */
    String say(String line) throws IOException {
        out().write((line + "\n").getBytes(StandardCharsets.US_ASCII));
        return answer();
    }

    /** The next line that comes. */
    String answer() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in().read(); c != '\n'; c = in().read()) {
            if (c < 0) {
                throw new IOException("the connection ended after '" + line + "'");
            }
            line.write(c);
        }
        return line.toString(StandardCharsets.US_ASCII);
    }

    /** Notes the number of the circuit that was built. */
    void circuit(String number) {
        circuit = number;
    }

    String circuit() {
        return circuit;
    }

    InputStream in() throws IOException {
        return socket.getInputStream();
    }

    OutputStream out() throws IOException {
        return socket.getOutputStream();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
