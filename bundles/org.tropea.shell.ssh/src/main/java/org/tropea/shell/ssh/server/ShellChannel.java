package org.tropea.shell.ssh.server;

import java.io.IOException;
import java.time.Duration;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.channel.ChannelFactory;
import org.apache.sshd.common.channel.RequestHandler.Result;
import org.apache.sshd.common.io.IoWriteFuture;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.server.channel.ChannelSession;

/**
 * A session channel that keeps nothing for a client that does not read, and takes no environment from it. Requests come
 * on the library's threads, output from the shell's.
 */
final class ShellChannel extends ChannelSession {
    /** A client that takes no packet for so long has gone. */
    private static final Duration STUCK = Duration.ofSeconds(30);

    /** Makes one for each channel that a client opens. */
    static final class Factory implements ChannelFactory {
        @Override
        public String getName() {
            return "session";
        }

        @Override
        public Channel createChannel(Session session) {
            return new ShellChannel();
        }
    }

    /** Variables would be kept, as many as the client likes, and TERM would pass for a terminal. */
    @Override
    protected Result handleEnvParsed(String name, String value) {
        return Result.ReplyFailure;
    }

    /**
     * Output waits until the socket has it. The client's window alone is no bound: it may say 4 GiB, and what it does
     * not fetch would be queued here.
     */
    @Override
    public IoWriteFuture writePacket(Buffer buffer) throws IOException {
        int kind = buffer.rawByte(buffer.rpos()) & 0xff;
        IoWriteFuture written = super.writePacket(buffer);
        boolean output =
                kind == SshConstants.SSH_MSG_CHANNEL_DATA || kind == SshConstants.SSH_MSG_CHANNEL_EXTENDED_DATA;
        if (output && !written.await(STUCK)) {
            getSession().close(true);
            throw new IOException("the client takes no output");
        }
        return written;
    }
}
