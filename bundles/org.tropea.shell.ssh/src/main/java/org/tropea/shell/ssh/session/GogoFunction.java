package org.tropea.shell.ssh.session;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.felix.gogo.jline.Shell;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.apache.felix.service.threadio.ThreadIO;
import org.jline.terminal.Terminal;
import org.tropea.shell.ssh.command.Call;
import org.tropea.shell.ssh.command.ShellCommand;
import org.tropea.shell.ssh.print.Table;

/** A command as Gogo calls it. Its result stays what the command returned, so that scripts can go on with it. */
public final class GogoFunction implements Function {
    private final ShellCommand command;
    private final ThreadIO threadIo;

    /** Stands for one command. */
    public GogoFunction(ShellCommand command, ThreadIO threadIo) {
        this.command = command;
        this.threadIo = threadIo;
    }

    @Override
    public Object execute(CommandSession session, List<Object> arguments) throws Exception {
        return ProcessOutput.during(threadIo, () -> result(session, new Call(command, arguments)));
    }

    /** Runs {@code call} and shows in {@code session} what is shown before it returns. */
    static Object result(CommandSession session, Call call) throws Exception {
        if (call.refreshes() && session.get(Shell.VAR_TERMINAL) instanceof Terminal terminal) {
            Refresh.show(terminal, () -> Table.text(call.run(), Streams.width(terminal)));
            return null;
        }
        Object result = call.run(told -> session.getConsole().println(Table.text(told, width(session))));
        // Scripts call methods of it, which the JDK permits for its public classes only.
        return result instanceof Collection<?> items ? new ArrayList<>(items) : result;
    }

    private static int width(CommandSession session) {
        return Streams.width(session.get(Shell.VAR_TERMINAL) instanceof Terminal terminal ? terminal : null);
    }
}
