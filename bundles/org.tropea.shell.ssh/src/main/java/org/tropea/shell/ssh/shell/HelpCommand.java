package org.tropea.shell.ssh.shell;

import java.util.List;
import org.tropea.shell.ssh.command.Catalogue;
import org.tropea.shell.ssh.command.Invocation;
import org.tropea.shell.ssh.command.ShellCommand;

/** The command {@code shell:help}. */
public final class HelpCommand {
    private final Catalogue catalogue;

    /**
     * One line of the list.
     *
     * @param command its name
     * @param role the least role that may run it
     * @param does its description
     */
    public record Row(String command, String role, String does) {}

    /** Tells about the commands in {@code catalogue}. */
    public HelpCommand(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** Every command. */
    public List<Row> help() {
        return catalogue.all().stream()
                .map(c -> new Row(c.name(), c.reads() ? "viewer" : "operator", c.help()))
                .toList();
    }

    /** How to call one command. */
    public String help(String command) {
        return Invocation.help(catalogue.find(command));
    }

    /** Names of commands, for completion. */
    public List<String> names() {
        return catalogue.all().stream().map(ShellCommand::name).toList();
    }
}
