package org.tropea.shell.ssh.session;

import java.util.Collection;
import java.util.List;
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
                Refresh.show(streams.terminal(), call);
            } else {
                print(call.run(this::print));
            }
        } finally {
            running = null;
            Thread.interrupted();
        }
    }

    private void print(Object result) {
        if (result != null) {
            streams.out().println(Table.text(result, streams.width()));
        }
    }

    private int failed(String line, ShellFault fault) {
        if (fault.status() != ShellFault.USAGE) {
            audit.ended(who, line, fault.status() + " " + fault.getMessage());
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
