package org.tropea.shell.ssh.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.client.channel.AbstractClientChannel;
import org.apache.sshd.client.channel.ChannelSession;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.channel.exception.SshChannelOpenException;
import org.apache.sshd.common.session.ConnectionService;
import org.apache.sshd.common.session.helpers.AbstractSession;
import org.apache.sshd.common.util.buffer.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What ssh -A, -X and -w ask for, asked by an operator so that the server has to answer: each is refused. */
@Timeout(60)
class ForwardingTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    Path directory;

    private TestServer server;
    private ClientSession session;

    @BeforeEach
    void login() throws Exception {
        server = new TestServer(directory, Map.of());
        session = server.login("operator", server.operator);
    }

    @AfterEach
    void stop() throws Exception {
        session.close();
        server.close();
    }

    /** A session channel that asks for something else than a command. */
    private static final class Asking extends ChannelSession {
        private final BlockingQueue<Boolean> answers = new LinkedBlockingQueue<>();

        boolean asked(String type, Object... arguments) throws Exception {
            Buffer request = getSession().createBuffer(SshConstants.SSH_MSG_CHANNEL_REQUEST);
            request.putUInt(getRecipient());
            request.putString(type);
            request.putBoolean(true);
            for (Object argument : arguments) {
                if (argument instanceof Boolean flag) {
                    request.putBoolean(flag);
                } else if (argument instanceof Integer number) {
                    request.putUInt(number);
                } else {
                    request.putString(argument.toString());
                }
            }
            writePacket(request);
            return Objects.requireNonNull(answers.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS), "no answer");
        }

        @Override
        public void handleSuccess() {
            answers.add(true);
        }

        @Override
        public void handleFailure() {
            answers.add(false);
        }
    }

    /** A channel of any type. */
    private static final class Opening extends AbstractClientChannel {
        Opening(String type) {
            super(type);
        }

        @Override
        protected void doOpen() {
            // nothing is asked for
        }

        @Override
        protected void doWriteData(byte[] data, int offset, long length) throws IOException {
            throw new IOException("nothing is expected");
        }

        @Override
        protected void doWriteExtendedData(byte[] data, int offset, long length) throws IOException {
            throw new IOException("nothing is expected");
        }
    }

    private <T extends Channel> T registered(T channel) throws IOException {
        ((AbstractSession) session).getService(ConnectionService.class).registerChannel(channel);
        return channel;
    }

    private Asking asking() throws IOException {
        Asking channel = registered(new Asking());
        channel.open().verify(PATIENCE);
        return channel;
    }

    @Test
    void aTerminalIsGranted() throws Exception {
        assertTrue(asking().asked("pty-req", "xterm", 80, 24, 0, 0, ""), "so that the others could be, too");
    }

    @Test
    void anAgentIsNotForwarded() throws Exception {
        assertFalse(asking().asked("auth-agent-req@openssh.com"));
    }

    @Test
    void aDisplayIsNotForwarded() throws Exception {
        assertFalse(asking().asked("x11-req", false, "MIT-MAGIC-COOKIE-1", "00".repeat(16), 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tun@openssh.com", "direct-streamlocal@openssh.com", "auth-agent@openssh.com", "x11"})
    void noOtherChannelsThanSessions(String type) throws Exception {
        Opening channel = registered(new Opening(type));
        SshException refused =
                assertThrows(SshException.class, () -> channel.open().verify(PATIENCE));
        Throwable reason = refused;
        while (reason.getCause() != null) {
            reason = reason.getCause();
        }
        assertTrue(reason instanceof SshChannelOpenException, reason.toString());
        int code = ((SshChannelOpenException) reason).getReasonCode();
        assertEquals(SshConstants.SSH_OPEN_UNKNOWN_CHANNEL_TYPE, code);
    }

    @Test
    void aSessionOpensTheSameWay() throws Exception {
        Opening channel = registered(new Opening("session"));
        channel.open().verify(PATIENCE);
        assertTrue(channel.isOpen());
    }
}
