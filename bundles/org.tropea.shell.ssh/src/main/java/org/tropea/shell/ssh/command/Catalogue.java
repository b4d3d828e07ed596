package org.tropea.shell.ssh.command;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.tropea.shell.ssh.print.Printable;

/** The commands that say about themselves what viewers may run. Written by the framework's threads, read by any. */
public final class Catalogue {
    private final List<ShellCommand> commands = new CopyOnWriteArrayList<>();

    /** Offers a command until it is removed. */
    public void add(ShellCommand command) {
        commands.add(command);
    }

    /** Takes precisely this one away. */
    public void remove(ShellCommand command) {
        commands.removeIf(other -> other == command);
    }

    /** Every command by name, one of each name. */
    public List<ShellCommand> all() {
        return commands.stream()
                .map(ShellCommand::name)
                .distinct()
                .sorted()
                .map(this::exact)
                .toList();
    }

    /** The command with that name; the scope may be left out where only one has that function. */
    public ShellCommand find(String name) {
        ShellCommand exact = exact(name);
        return exact != null ? exact : byFunction(name);
    }

    /** The reading command that {@code words} call; throws {@link ShellFault} for every other line. */
    public ShellCommand reading(List<String> words) {
        ShellCommand command = find(words.get(0));
        if (!command.reads()) {
            throw ShellFault.refused(command.name() + " changes the relay, which needs a key with role=\"operator\"");
        }
        return command;
    }

    /**
     * True when the line is one reading command with literal arguments: it can change nothing, whoever runs it. The
     * command must be named with its scope, since Gogo may find another one without.
     */
    public boolean isReading(String line) {
        Call call = literal(line);
        return line.isBlank() || call != null && call.reads();
    }

    /**
     * The call that {@code line} is when it is one command, named with its scope, and literal arguments: it means the
     * same to Gogo, which need not be asked. Null for every other line.
     */
    public Call literal(String line) {
        try {
            List<String> words = Line.words(line);
            ShellCommand command = words.isEmpty() ? null : exact(words.get(0));
            return command == null ? null : new Call(command, words.subList(1, words.size()));
        } catch (ShellFault notLiteral) {
            return null;
        }
    }

    private ShellCommand exact(String name) {
        return commands.stream()
                .filter(command -> command.name().equals(name))
                .max(Comparator.comparingInt(ShellCommand::ranking))
                .orElse(null);
    }

    private ShellCommand byFunction(String function) {
        List<ShellCommand> found =
                all().stream().filter(c -> c.function().equals(function)).toList();
        if (found.isEmpty()) {
            throw ShellFault.unknown("unknown command " + Printable.of(function) + "; 'help' lists the commands");
        }
        if (found.size() > 1) {
            throw ShellFault.usage(function + " is ambiguous: "
                    + String.join(", ", found.stream().map(ShellCommand::name).toList()));
        }
        return found.get(0);
    }
}
