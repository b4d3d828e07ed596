package org.tropea.shell.ssh.session;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.felix.gogo.jline.Parser;
import org.apache.felix.gogo.jline.Shell;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Converter;
import org.apache.felix.service.command.Job;
import org.tropea.shell.ssh.command.Call;
import org.tropea.shell.ssh.command.Catalogue;
import org.tropea.shell.ssh.command.ShellFault;

/**
 * An operator's shell: a Gogo session. A line that is one known command with literal arguments is called without Gogo,
 * which would take three threads more and a tenth more CPU to do the same. Whatever is not such a line of a reading command
 * may change something and is written to the audit log.
 */
public final class OperatorShell implements LineShell {
    private static final String PIPE_FAILURE = "pipe-exception";

    private final Catalogue catalogue;
    private final Audit audit;
    private final Identity who;
    private final Streams streams;
    private final CommandSession session;
    /** What a command such as grep has said through Gogo's own status, 0 when all is well. */
    private volatile int error;
    /** The session's thread while it runs a command without Gogo. */
    private Thread calling;

    /** Opens a Gogo session on {@code streams}. */
    public OperatorShell(CommandProcessor processor, Catalogue catalogue, Audit audit, Identity who, Streams streams) {
        this.catalogue = catalogue;
        this.audit = audit;
        this.who = who;
        this.streams = streams;
        session = processor.createSession(streams.in(), streams.out(), streams.err());
        session.put(Shell.VAR_SCOPE, "gogo:shell:*");
        session.put(Shell.VAR_PROCESSOR, processor);
        session.put(Shell.VAR_SESSION, session);
        session.put(Shell.VAR_TERMINAL, streams.terminal());
        session.setJobListener((job, previous, current) -> noteEnd(job));
    }

    private void noteEnd(Job job) {
        if (job.status() == Job.Status.Done && job.parent() == null && job.result() != null) {
            error = job.result().error();
        }
    }

    @Override
    public int run(String line) {
        if (line.isBlank()) {
            return 0;
        }
        boolean changing = !catalogue.isReading(line);
        if (changing) {
            audit.started(who, line);
        }
        Throwable failure = failureOf(line);
        if (changing) {
            audit.ended(who, line, failure == null ? "ok" : Failure.status(failure) + " " + Failure.message(failure));
        }
        return failure == null ? 0 : Failure.status(failure);
    }

    /** Null when the line was carried out. */
    private Throwable failureOf(String line) {
        error = 0;
        session.put(PIPE_FAILURE, null);
        try {
            Call call = catalogue.literal(line);
            Object result = call == null ? session.execute(line) : directly(call);
            session.put(Shell.VAR_RESULT, result);
            if (result != null) {
                streams.out().println(session.format(result, Converter.INSPECT));
            }
            return toldFailure();
        } catch (Exception | LinkageError | StackOverflowError failure) {
            session.put(Shell.VAR_EXCEPTION, failure);
            streams.err().println(Failure.message(failure));
            return failure;
        }
    }

    private Object directly(Call call) throws Exception {
        calling(Thread.currentThread());
        try {
            return GogoFunction.result(session, call);
        } finally {
            calling(null);
            Thread.interrupted();
        }
    }

    private synchronized void calling(Thread thread) {
        calling = thread;
    }

    /** Not after the line that runs has ended: the interrupt would reach the next one. */
    private synchronized void interruptCall() {
        if (calling != null) {
            calling.interrupt();
        }
    }

    /** What Gogo has told the user already: a failure within a pipe, or a command's own status. */
    private Throwable toldFailure() {
        if (session.get(PIPE_FAILURE) instanceof Exception pipe && pipe.getSuppressed().length > 0) {
            return pipe.getSuppressed()[0];
        }
        return error == 0 ? null : ShellFault.ended(error);
    }

    @Override
    public void interrupt() {
        interruptCall();
        Job job = session.foregroundJob();
        if (job != null) {
            job.interrupt();
        }
    }

    @Override
    public Collection<String> names() {
        Set<String> names = new TreeSet<>();
        catalogue.all().forEach(command -> names.add(command.name()));
        if (session.get(".commands") instanceof Collection<?> offered) {
            List<String> others = offered.stream().map(String::valueOf).toList();
            others.stream().filter(name -> !name.contains(":_")).forEach(names::add);
        }
        return names;
    }

    @Override
    public Parser parser() {
        return new Parser();
    }

    @Override
    public void close() {
        interrupt();
        session.close();
    }
}
