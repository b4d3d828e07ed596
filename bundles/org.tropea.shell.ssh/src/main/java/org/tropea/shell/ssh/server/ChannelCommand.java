package org.tropea.shell.ssh.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.Signal;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.jline.terminal.Terminal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tropea.shell.ssh.session.BoundedLines;
import org.tropea.shell.ssh.session.Identity;
import org.tropea.shell.ssh.session.LineShell;
import org.tropea.shell.ssh.session.Repl;
import org.tropea.shell.ssh.session.Role;
import org.tropea.shell.ssh.session.Streams;
import org.tropea.shell.ssh.session.Terminals;

/** One channel: a single line, or line after line. Runs on a thread of its own, which ends with the channel. */
final class ChannelCommand implements Command {
    private static final Logger LOG = LoggerFactory.getLogger(ChannelCommand.class);
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final int INTERNAL = 1;
    private static final int GRACE_SECONDS = 10;

    private final ShellFactories shells;
    private final String line;
    private InputStream in;
    private OutputStream out;
    private OutputStream err;
    private ExitCallback exit;
    private volatile LineShell shell;

    /** {@code line} is null for an interactive shell. */
    ChannelCommand(ShellFactories shells, String line) {
        this.shells = shells;
        this.line = line;
    }

    @Override
    public void setInputStream(InputStream in) {
        this.in = in;
    }

    @Override
    public void setOutputStream(OutputStream out) {
        this.out = out;
    }

    @Override
    public void setErrorStream(OutputStream err) {
        this.err = err;
    }

    @Override
    public void setExitCallback(ExitCallback callback) {
        this.exit = callback;
    }

    @Override
    public void start(ChannelSession channel, Environment environment) {
        Identity who = KeyLogin.of(channel.getServerSession());
        Thread thread = new Thread(() -> run(who, environment), "tropea-ssh-" + COUNT.incrementAndGet());
        if (who.role() == Role.VIEWER) {
            thread.setPriority(Thread.MIN_PRIORITY); // after cells; an operator's may be half way through a swap
        }
        thread.setDaemon(true);
        thread.start();
    }

    private void run(Identity who, Environment environment) {
        int status = INTERNAL;
        try {
            status = hasTerminal(environment) ? onTerminal(who, environment) : onStreams(who);
        } catch (Exception | LinkageError e) {
            LOG.warn("The shell of {} ends: {}", who, e.toString());
        } finally {
            shell = null;
            exit.onExit(status);
        }
    }

    private static boolean hasTerminal(Environment environment) {
        return environment.getEnv().containsKey(Environment.ENV_TERM);
    }

    private int onStreams(Identity who) throws IOException {
        PrintStream plain = new PrintStream(out, true, StandardCharsets.UTF_8);
        PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
        Streams streams = new Streams(BoundedLines.ofScript(in), plain, errors, null);
        try (LineShell opened = shells.open(who, streams)) {
            shell = opened;
            return line == null ? Repl.script(opened, streams) : opened.run(line);
        } finally {
            plain.flush();
            errors.flush();
        }
    }

    private int onTerminal(Identity who, Environment environment) throws IOException {
        try (Terminal terminal = Terminals.open(BoundedLines.ofTerminal(in), out, environment.getEnv());
                LineShell opened = shells.open(who, Streams.of(terminal))) {
            shell = opened;
            terminal.handle(Terminal.Signal.INT, signal -> opened.interrupt());
            environment.addSignalListener(
                    (channel, signal) -> Terminals.resize(terminal, environment.getEnv()), Signal.WINCH);
            int status = line == null
                    ? Repl.interactive(opened, shells.catalogue(), terminal, who.role() + "@tropea> ")
                    : opened.run(line);
            terminal.flush();
            return status;
        }
    }

    /**
     * The client has gone, or the server stops. Whoever reads from the channel sees its end; a line that runs is given
     * time, since it may be in the middle of a swap, perhaps of this very bundle.
     */
    @Override
    public void destroy(ChannelSession channel) {
        CompletableFuture.delayedExecutor(GRACE_SECONDS, TimeUnit.SECONDS).execute(this::end);
    }

    private void end() {
        LineShell open = shell;
        if (open != null) {
            open.close();
        }
    }
}
