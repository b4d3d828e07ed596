package org.tropea.itests.badinput;

import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.tropea.cell.RelayCommand;

/** What a {@link Start} made for one case, and how to see afterwards what is left of it. */
final class Stage implements Closeable {
    private static final Duration LIMIT = Duration.ofSeconds(15);

    final Target target;
    Socket socket;
    RawLink link;
    LinkHandshake handshake;
    RelayKeys keys;
    /** The circuit on which the answer is expected. */
    RawCircuit circuit;

    int stream;

    Stage(Target target) {
        this.target = target;
    }

    /** In words, what the relay answered: "closed" when it closed the connection. */
    String answer(Duration limit, boolean expectClosed) throws IOException {
        if (socket != null) {
            return readToEnd(limit) ? BadInput.CLOSED : BadInput.NOTHING;
        }
        if (expectClosed || circuit == null) {
            return link.awaitClosed(limit) ? BadInput.CLOSED : BadInput.NOTHING;
        }
        String answer = circuit.answer(limit);
        return answer.equals(BadInput.NOTHING) && link.awaitClosed(Duration.ZERO) ? BadInput.CLOSED : answer;
    }

    /** A TLS alert may come before the end. */
    private boolean readToEnd(Duration limit) throws IOException {
        socket.setSoTimeout((int) limit.toMillis());
        try {
            byte[] bytes = new byte[4096];
            while (socket.getInputStream().read(bytes) >= 0) {
                Thread.onSpinWait();
            }
            return true;
        } catch (SocketTimeoutException open) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    /** Proves that the case's stream still echoes. */
    void requireStream() throws IOException {
        circuit.send(RelayCommand.DATA, stream, new byte[] {'e'});
        require("DATA", circuit.answer(LIMIT));
    }

    /** Proves that the circuit still works: a correct EXTEND2, or a BEGIN when it came by another relay. */
    void requireCircuit(boolean exit) throws IOException {
        if (exit) {
            circuit.send(RelayCommand.BEGIN, circuit.freeStream(), target.echo().begin());
            require("CONNECTED", circuit.answer(LIMIT));
        } else {
            circuit.extend(target.other());
        }
    }

    /** Proves that the link still carries circuits. */
    void requireLink() throws IOException {
        RawCircuit.createFast(link);
    }

    private static void require(String expected, String answer) throws IOException {
        if (!answer.equals(expected)) {
            throw new IOException("the circuit should live: expected " + expected + ", got " + answer);
        }
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
        }
        if (link != null) {
            link.close();
        }
    }
}
