package org.tropea.shell.ssh.session;

import java.lang.reflect.Parameter;
import java.util.List;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import org.tropea.shell.ssh.command.Catalogue;
import org.tropea.shell.ssh.command.Invocation;
import org.tropea.shell.ssh.command.ShellCommand;

/** Completes command names, with what they do, and the options of a command. */
final class CommandCompleter implements Completer {
    private final LineShell shell;
    private final Catalogue catalogue;

    CommandCompleter(LineShell shell, Catalogue catalogue) {
        this.shell = shell;
        this.catalogue = catalogue;
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        if (line.wordIndex() == 0) {
            shell.names().forEach(name -> candidates.add(named(name)));
        } else if (line.word().startsWith("-")) {
            options(line.words().get(0), candidates);
        }
    }

    private Candidate named(String name) {
        String help = known(name) == null ? null : known(name).help();
        return new Candidate(name, name, null, help, null, null, true);
    }

    private void options(String name, List<Candidate> candidates) {
        ShellCommand command = known(name);
        if (command != null) {
            candidates.add(new Candidate("--help"));
            candidates.add(new Candidate("--json"));
            for (Parameter option : Invocation.options(command)) {
                candidates.add(new Candidate("--" + option.getName()));
            }
        }
    }

    private ShellCommand known(String name) {
        return catalogue.all().stream()
                .filter(command -> command.name().equals(name))
                .findFirst()
                .orElse(null);
    }
}
