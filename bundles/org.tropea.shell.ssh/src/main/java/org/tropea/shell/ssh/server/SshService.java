package org.tropea.shell.ssh.server;

import java.io.IOException;
import java.security.KeyPair;
import java.util.List;
import org.apache.sshd.common.compression.BuiltinCompressions;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.global.KeepAliveHandler;
import org.apache.sshd.common.io.nio2.Nio2ServiceFactoryFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;
import org.apache.sshd.server.global.NoMoreSessionsHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The listening server: public keys only; sessions only, no forwarding, no subsystem, no file transfer. */
public final class SshService implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SshService.class);
    private static final int CHANNELS = 10;
    private static final long WINDOW = 1 << 16;

    private final SshServer server;

    private SshService(SshServer server) {
        this.server = server;
    }

    /** Throws when the files that {@code settings} name cannot be used; makes the host key if there is none. */
    public static void check(Settings settings) throws ServerFault {
        HostKey.open(settings.hostKey());
    }

    /** Listens when it returns. BouncyCastle's provider must be registered before. */
    public static SshService start(Settings settings, ShellFactories shells) throws ServerFault {
        KeyPair host = HostKey.open(settings.hostKey());
        SshServer server = SshServer.setUpDefaultServer();
        server.setHost(settings.host());
        server.setPort(settings.port());
        server.setIoServiceFactoryFactory(new Nio2ServiceFactoryFactory());
        server.setKeyPairProvider(KeyPairProvider.wrap(host));
        SessionLimit sessions = new SessionLimit(settings.maxSessions());
        server.addSessionListener(sessions);
        login(server, settings, sessions);
        channels(server, shells);
        limits(server, settings);
        try {
            server.start();
        } catch (IOException e) {
            throw new ServerFault(
                    "cannot listen on " + settings.host() + ":" + settings.port() + ": " + e.getMessage());
        }
        LOG.info(
                "SSH shell on {}:{}, host key {}",
                settings.host(),
                server.getPort(),
                KeyUtils.getFingerPrint(host.getPublic()));
        return new SshService(server);
    }

    private static void login(SshServer server, Settings settings, SessionLimit sessions) {
        server.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE));
        server.setPublickeyAuthenticator(new KeyLogin(new AuthorizedKeys(settings.authorizedKeys()), sessions));
        server.setSignatureFactories(List.of(
                BuiltinSignatures.ed25519,
                BuiltinSignatures.nistp256,
                BuiltinSignatures.nistp384,
                BuiltinSignatures.nistp521));
    }

    private static void channels(SshServer server, ShellFactories shells) {
        server.setChannelFactories(List.of(new ShellChannel.Factory()));
        server.setGlobalRequestHandlers(List.of(new KeepAliveHandler(), new NoMoreSessionsHandler()));
        server.setForwardingFilter(RejectAllForwardingFilter.INSTANCE);
        server.setSubsystemFactories(List.of());
        server.setShellFactory(channel -> new ChannelCommand(shells, null));
        server.setCommandFactory((channel, line) -> new ChannelCommand(shells, line));
    }

    private static void limits(SshServer server, Settings settings) {
        CoreModuleProperties.SERVER_IDENTIFICATION.set(server, "tropea");
        // An answer is several small packets: without this each command waits for delayed acknowledgements, 40 ms or
        // more.
        CoreModuleProperties.TCP_NODELAY.set(server, true);
        CoreModuleProperties.IDLE_TIMEOUT.set(server, settings.idle());
        CoreModuleProperties.AUTH_TIMEOUT.set(server, settings.login());
        CoreModuleProperties.MAX_AUTH_REQUESTS.set(server, settings.maxTries());
        CoreModuleProperties.MAX_CONCURRENT_CHANNELS.set(server, CHANNELS);
        // What a client may send ahead of a command that does not read: per channel, and there may be many of them.
        CoreModuleProperties.WINDOW_SIZE.set(server, WINDOW);
        // Before a login nothing is unpacked and no large prime is worked with.
        server.setCompressionFactories(List.of(BuiltinCompressions.none));
        server.setKeyExchangeFactories(server.getKeyExchangeFactories().stream()
                .filter(exchange -> !exchange.getName().startsWith("diffie-hellman"))
                .toList());
    }

    /** The port it listens on. */
    public int port() {
        return server.getPort();
    }

    /** Ends every session at once and listens no more. */
    @Override
    public void close() {
        try {
            server.stop(true);
        } catch (IOException e) {
            LOG.warn("The SSH server does not stop cleanly: {}", e.getMessage());
        }
    }
}
