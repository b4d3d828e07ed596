package org.tropea.shell.ssh.server;

import org.tropea.shell.ssh.command.Catalogue;
import org.tropea.shell.ssh.session.Identity;
import org.tropea.shell.ssh.session.LineShell;
import org.tropea.shell.ssh.session.Streams;

/** Makes the shell of a channel once somebody has logged in. */
public interface ShellFactories {
    /** An operator's or a viewer's shell, by {@code who}. */
    LineShell open(Identity who, Streams streams);

    /** The commands that its lines may name. */
    Catalogue catalogue();
}
