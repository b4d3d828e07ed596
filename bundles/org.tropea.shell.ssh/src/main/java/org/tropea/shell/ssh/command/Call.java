package org.tropea.shell.ssh.command;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.tropea.shell.ssh.print.Json;

/** What every command understands besides its own arguments: {@code --help} and {@code --json}. */
public final class Call {
    private final ShellCommand command;
    private final List<Object> arguments;
    private final boolean help;
    private final boolean json;

    /** A call that has not run yet; it may run more than once. */
    public Call(ShellCommand command, List<?> arguments) {
        this.command = command;
        this.arguments = new ArrayList<>();
        for (Object argument : arguments) {
            // Gogo's own kinds of text become plain ones.
            this.arguments.add(argument instanceof CharSequence text ? text.toString() : argument);
        }
        int literal = this.arguments.indexOf("--");
        List<Object> own = this.arguments.subList(0, literal < 0 ? this.arguments.size() : literal);
        help = own.removeAll(List.of("--help"));
        json = own.removeAll(List.of("--json"));
    }

    /** True when it changes nothing. */
    boolean reads() {
        return command.reads();
    }

    /** True when a terminal is to show the result again and again. */
    public boolean refreshes() {
        return command.refreshes() && !help && !json;
    }

    /** The same, with nobody who wants to see progress. */
    public Object run() throws Exception {
        return run(told -> {});
    }

    /**
     * The command's result; text for {@code --help} and {@code --json}. Progress goes to {@code progress} as it comes, but
     * with {@code --json} nowhere: a script wants one value.
     */
    public Object run(Consumer<Object> progress) throws Exception {
        if (help) {
            return Invocation.help(command);
        }
        Object result = Invocation.call(command, arguments, json ? told -> {} : progress);
        return json ? Json.text(result) : result;
    }
}
