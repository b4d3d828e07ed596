package org.tropea.shell.ssh.session;

import java.util.Collection;
import java.util.List;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import org.tropea.shell.ssh.command.Catalogue;
import org.tropea.shell.ssh.command.ShellCommand;
import org.tropea.shell.ssh.command.ShellFault;
import org.tropea.shell.ssh.command.Values;

/** Completes command names, with what they do, their options and values; only of commands that the shell may run. */
final class CommandCompleter implements Completer {
    private final LineShell shell;
    private final Catalogue catalogue;

    CommandCompleter(LineShell shell, Catalogue catalogue) {
        this.shell = shell;
        this.catalogue = catalogue;
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        Collection<String> names = shell.names();
        if (line.wordIndex() == 0) {
            names.forEach(name -> candidates.add(named(name)));
            return;
        }
        ShellCommand command = known(line.words().get(0));
        // A viewer may not ask what a changing command knows, the names of the host's files for example.
        if (command != null && names.contains(command.name())) {
            List<String> before = line.words().subList(1, line.wordIndex());
            String begun = line.word().substring(0, line.wordCursor());
            new Values(command).after(before, begun).forEach(value -> candidates.add(candidate(value)));
        }
    }

    private Candidate named(String name) {
        ShellCommand command = known(name);
        return new Candidate(name, name, null, command == null ? null : command.help(), null, null, true);
    }

    /** Behind a directory the name goes on. */
    private static Candidate candidate(String value) {
        return new Candidate(value, value, null, null, null, null, !value.endsWith("/"));
    }

    private ShellCommand known(String name) {
        try {
            return catalogue.find(name);
        } catch (ShellFault unknown) {
            return null;
        }
    }
}
