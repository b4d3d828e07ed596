package org.tropea.itests.swap.relay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.keyverifier.AcceptAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.io.nio2.Nio2ServiceFactoryFactory;
import org.apache.sshd.core.CoreModuleProperties;

/**
 * An operator at a relay's remote shell: one SSH connection, on which each command is an exec of its own, or a line of a
 * {@link Script}. Several threads may run commands at the same time. The server is one we started ourselves, so its host key is not asked for.
 */
public final class Shell implements Closeable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SshClient client = SshClient.setUpDefaultClient();
    private final ClientSession session;

    /** What came back: exit status, standard output, standard error. */
    public record Answer(int status, String out, String err) {}

    private Shell(int port, KeyPair key) throws IOException {
        client.setIoServiceFactoryFactory(new Nio2ServiceFactoryFactory());
        client.setServerKeyVerifier(AcceptAllServerKeyVerifier.INSTANCE);
        CoreModuleProperties.TCP_NODELAY.set(client, true);
        client.start();
        session = client.connect("operator", "127.0.0.1", port).verify(PATIENCE).getSession();
        session.addPublicKeyIdentity(key);
        session.auth().verify(PATIENCE);
    }

    /** Logs in on 127.0.0.1. @throws IOException when nobody listens yet, or the key is not taken */
    public static Shell login(int port, KeyPair key) throws IOException {
        return new Shell(port, key);
    }

    /** Runs one line and returns whatever came of it. */
    public Answer ask(String line) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try (ChannelExec channel = session.createExecChannel(line)) {
            channel.setOut(out);
            channel.setErr(err);
            channel.open().verify(PATIENCE);
            Set<ClientChannelEvent> events = channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), PATIENCE);
            if (events.contains(ClientChannelEvent.TIMEOUT)) {
                throw new IllegalStateException(line + " is not done within " + PATIENCE.toSeconds() + " s");
            }
            Integer status = channel.getExitStatus();
            return new Answer(status == null ? -1 : status, text(out), text(err));
        } catch (IOException e) {
            throw new UncheckedIOException(line + ": " + e.getMessage(), e);
        }
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8).strip();
    }

    /** Runs one line; returns what it printed. @throws IllegalStateException when its exit status is not 0 */
    public String run(String line) {
        Answer answer = ask(line);
        if (answer.status() != 0) {
            throw new IllegalStateException(line + " ended with " + answer.status() + ": " + answer.err());
        }
        return answer.out();
    }

    /** A session that takes line after line. */
    public Script script() {
        try {
            return new Script(session.createShellChannel());
        } catch (IOException e) {
            throw new UncheckedIOException("no script: " + e.getMessage(), e);
        }
    }

    /** Runs one line with {@code --json}. */
    public JsonNode json(String line) {
        try {
            return JSON.readTree(run(line + " --json"));
        } catch (IOException e) {
            throw new UncheckedIOException(line + " --json: " + e.getMessage(), e);
        }
    }

    /** Whether the relay has the command {@code name}, with its scope. */
    public boolean has(String name) {
        return ask("shell:help " + name).status() == 0;
    }

    @Override
    public void close() {
        client.stop();
    }
}
