package org.tropea.shell.ssh.server;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.service.threadio.ThreadIO;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ClientChannel;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.keyverifier.AcceptAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.io.nio2.Nio2ServiceFactoryFactory;
import org.tropea.shell.ssh.command.Catalogue;
import org.tropea.shell.ssh.command.SampleCommands;
import org.tropea.shell.ssh.session.Audit;
import org.tropea.shell.ssh.session.GogoFunction;
import org.tropea.shell.ssh.session.Identity;
import org.tropea.shell.ssh.session.LineShell;
import org.tropea.shell.ssh.session.OperatorShell;
import org.tropea.shell.ssh.session.RecordConverter;
import org.tropea.shell.ssh.session.Role;
import org.tropea.shell.ssh.session.Streams;
import org.tropea.shell.ssh.session.ViewerShell;

/** The whole server with a real Gogo and sample commands, without a framework; and a client of the same library. */
final class TestServer implements ShellFactories, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    final SampleCommands commands = new SampleCommands();
    final List<String> audited = new CopyOnWriteArrayList<>();
    final KeyPair operator = Keys.ed25519();
    final KeyPair viewer = Keys.ecdsa(256);
    final SshService service;
    final SshClient client = SshClient.setUpDefaultClient();

    private final Catalogue catalogue = commands.catalogue();
    private final Audit audit = new Audit(Clock.systemUTC(), audited::add);
    private final ThreadIO threadIo = new NoThreadIO();
    private final CommandProcessorImpl gogo = new CommandProcessorImpl(threadIo);

    /** What came back from one channel. */
    record Answer(int status, String out, String err) {}

    private static final class NoThreadIO implements ThreadIO {
        @Override
        public void close() {
            // nothing was redirected
        }

        @Override
        public void setStreams(InputStream in, PrintStream out, PrintStream err) {
            // the sample commands print nothing themselves
        }
    }

    TestServer(Path directory, Map<String, ?> properties) throws Exception {
        commands.all().forEach(c -> gogo.addCommand(c.scope(), new GogoFunction(c, threadIo), c.function()));
        gogo.addConverter(new RecordConverter());
        Path keys = Files.createDirectories(directory.resolve("ssh")).resolve("authorized_keys");
        Files.write(keys, List.of("role=\"operator\" " + Keys.line(operator), "role=\"viewer\" " + Keys.line(viewer)));
        Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rw-------"));
        service = SshService.start(Settings.of(properties, directory), this);
        client.setIoServiceFactoryFactory(new Nio2ServiceFactoryFactory());
        client.setServerKeyVerifier(AcceptAllServerKeyVerifier.INSTANCE);
        client.start();
    }

    @Override
    public LineShell open(Identity who, Streams streams) {
        return who.role() == Role.OPERATOR
                ? new OperatorShell(gogo, catalogue, audit, who, streams)
                : new ViewerShell(catalogue, audit, who, streams);
    }

    @Override
    public Catalogue catalogue() {
        return catalogue;
    }

    ClientSession connect(String user) throws Exception {
        return client.connect(user, "127.0.0.1", service.port())
                .verify(PATIENCE)
                .getSession();
    }

    ClientSession login(String user, KeyPair key) throws Exception {
        ClientSession session = connect(user);
        session.addPublicKeyIdentity(key);
        session.auth().verify(PATIENCE);
        return session;
    }

    Answer operator(String line) throws Exception {
        try (ClientSession session = login("operator", operator)) {
            return run(session.createExecChannel(line), "");
        }
    }

    Answer viewer(String line) throws Exception {
        try (ClientSession session = login("viewer", viewer)) {
            return run(session.createExecChannel(line), "");
        }
    }

    static Answer run(ClientChannel channel, String input) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        channel.setIn(new java.io.ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        channel.setOut(out);
        channel.setErr(err);
        channel.open().verify(PATIENCE);
        channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), PATIENCE);
        Integer status = channel.getExitStatus();
        return new Answer(status == null ? -1 : status, text(out), text(err));
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8).replace("\r\n", "\n").strip();
    }

    @Override
    public void close() {
        client.stop();
        service.close();
        gogo.stop();
    }
}
