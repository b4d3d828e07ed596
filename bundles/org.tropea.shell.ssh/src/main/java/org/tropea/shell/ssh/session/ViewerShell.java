package org.tropea.shell.ssh.session;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jline.reader.Parser;
import org.jline.reader.impl.DefaultParser;
import org.tropea.shell.ssh.command.Call;
import org.tropea.shell.ssh.command.Catalogue;
import org.tropea.shell.ssh.command.Line;
import org.tropea.shell.ssh.command.ShellCommand;
import org.tropea.shell.ssh.command.ShellFault;
import org.tropea.shell.ssh.print.Printable;
import org.tropea.shell.ssh.print.Table;

/** A viewer's shell: one line, one reading command, literal arguments. Gogo is nowhere near it. */
public final class ViewerShell implements LineShell {
    /** Results of viewers that are made at the same time: each may be a table of everything that the relay has. */
    private static final Semaphore AT_ONCE = new Semaphore(2, true);

    private final Catalogue catalogue;
    private final Audit audit;
    private final Identity who;
    private final Streams streams;
    private volatile Thread running;

    /** Commands come from {@code catalogue} alone. */
    public ViewerShell(Catalogue catalogue, Audit audit, Identity who, Streams streams) {
        this.catalogue = catalogue;
        this.audit = audit;
        this.who = who;
        this.streams = streams;
    }

    @Override
    public int run(String line) {
        try {
            List<String> words = Line.words(line);
            if (!words.isEmpty()) {
                call(new Call(catalogue.reading(words), words.subList(1, words.size())));
            }
            return 0;
        } catch (ShellFault fault) {
            return failed(line, fault);
        } catch (Exception | LinkageError failure) {
            streams.err().println(Failure.message(failure));
            return Failure.status(failure);
        }
    }

    private void call(Call call) throws Exception {
        running = Thread.currentThread();
        try {
            if (call.refreshes() && streams.terminal() != null) {
                Refresh.show(streams.terminal(), () -> text(call));
            } else {
                streams.out().print(text(call));
            }
        } finally {
            running = null;
            Thread.interrupted();
        }
    }

    private String text(Call call) throws Exception {
        AT_ONCE.acquire();
        try {
            Object result = call.run();
            return result == null ? "" : Table.text(result, streams.width()) + System.lineSeparator();
        } finally {
            AT_ONCE.release();
        }
    }

    private int failed(String line, ShellFault fault) {
        if (fault.status() != ShellFault.USAGE) {
            audit.refused(who, line, fault.status() + " " + fault.getMessage());
        }
        streams.err().println(Printable.of(fault.getMessage()));
        return fault.status();
    }

    @Override
    public void interrupt() {
        Thread thread = running;
        if (thread != null) {
            thread.interrupt();
        }
    }

    @Override
    public Collection<String> names() {
        return catalogue.all().stream()
                .filter(ShellCommand::reads)
                .map(ShellCommand::name)
                .toList();
    }

    @Override
    public Parser parser() {
        return new DefaultParser();
    }

    @Override
    public void close() {
        interrupt();
    }
}
