package org.tropea.itests.swap.load;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.tropea.cell.RelayCommand;
import org.tropea.itests.badinput.RawCircuit;
import org.tropea.itests.badinput.RawLink;
import org.tropea.itests.badinput.RelayInfo;
import org.tropea.itests.badinput.RelayMessage;

/**
 * An OR connection of our own to the relay, with one circuit through it to an exit and one stream there to an echo. For
 * one thread.
 */
public final class RawEcho implements Closeable {
    private static final int STREAM = 1;
    private static final int CELL = 498;

    private final RawLink link;
    private final RawCircuit circuit;
    private final Random random = new Random();

    private RawEcho(RawLink link, RawCircuit circuit) {
        this.link = link;
        this.circuit = circuit;
    }

    /** Opens all of it: TLS and link handshake with {@code orPort}, a circuit on to {@code exit}, a stream to {@code port}. */
    public static RawEcho open(int orPort, RelayInfo exit, int port) throws IOException {
        RawLink link = RawLink.client(orPort);
        try {
            RawCircuit circuit = RawCircuit.createFast(link).extend(exit);
            String begin = "127.0.0.1:" + port + "\0";
            circuit.send(RelayCommand.BEGIN, STREAM, begin.getBytes(StandardCharsets.US_ASCII));
            RawEcho echo = new RawEcho(link, circuit);
            echo.expect(RelayCommand.CONNECTED);
            return echo;
        } catch (IOException | RuntimeException e) {
            link.close();
            throw e;
        }
    }

    private byte[] expect(int command) throws IOException {
        RelayMessage message = circuit.message();
        if (message.command() != command || message.stream() != STREAM) {
            throw new IOException(message + " came instead of " + RelayCommand.name(command));
        }
        return message.data();
    }

    /** Sends one cell of random bytes and compares what comes back. */
    public void cell() throws IOException {
        byte[] sent = new byte[CELL];
        for (int i = 0; i < sent.length; i++) {
            sent[i] = (byte) ('a' + random.nextInt(26));
        }
        circuit.send(RelayCommand.DATA, STREAM, sent);
        byte[] back = new byte[0];
        while (back.length < sent.length) {
            byte[] more = expect(RelayCommand.DATA);
            int at = back.length;
            back = Arrays.copyOf(back, at + more.length);
            System.arraycopy(more, 0, back, at, more.length);
        }
        if (!Arrays.equals(sent, back)) {
            throw new IOException("another echo than what was sent");
        }
    }

    /** Whether the relay closes the connection within {@code limit}. */
    public boolean awaitClosed(Duration limit) {
        return link.awaitClosed(limit);
    }

    @Override
    public void close() throws IOException {
        link.close();
    }
}
