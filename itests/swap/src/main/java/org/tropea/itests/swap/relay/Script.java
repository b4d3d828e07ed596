package org.tropea.itests.swap.relay;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.apache.sshd.client.channel.ChannelShell;
import org.apache.sshd.client.channel.ClientChannelEvent;

/**
 * Lines on the standard input of one shell session without a terminal: the relay runs one after the other, in one Gogo
 * session, and ends at the first that fails. Cheaper than an exec for each line. One thread.
 */
public final class Script implements Closeable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final ChannelShell channel;
    private final OutputStream in;

    /** Over {@code channel}, not open yet. */
    Script(ChannelShell channel) throws IOException {
        this.channel = channel;
        channel.setUsePty(false);
        channel.setOut(out);
        channel.setErr(err);
        channel.open().verify(PATIENCE);
        in = channel.getInvertedIn();
    }

    /** Has the relay run one more line, after those before it. Returns at once. */
    public void line(String line) {
        try {
            in.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            in.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    line + ": " + e.getMessage() + "; " + err.toString(StandardCharsets.UTF_8), e);
        }
    }

    /** Waits until all lines are done. @throws IllegalStateException when one failed */
    @Override
    public void close() {
        try (channel) {
            in.close();
            Set<ClientChannelEvent> events = channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), PATIENCE);
            Integer status = channel.getExitStatus();
            if (events.contains(ClientChannelEvent.TIMEOUT) || status == null || status != 0) {
                throw new IllegalStateException(
                        "a script ended with " + status + ": " + err.toString(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
