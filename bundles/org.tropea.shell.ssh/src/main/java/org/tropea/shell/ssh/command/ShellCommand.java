package org.tropea.shell.ssh.command;

import java.util.Map;
import java.util.Set;

/**
 * One command: a public method of a service, and what its service properties say about it. Immutable, any thread.
 *
 * @param scope part before the colon
 * @param function part behind it: the method's name
 * @param target the service
 * @param help one line that says what it does, never empty
 * @param reads true when it changes nothing: viewers may run it
 * @param refreshes true when a terminal shows it again and again
 * @param options names of parameters that are given as {@code --name value}, or as a flag when they are boolean
 * @param completions parameter to the method that knows its values, or to {@link Values#FILES}
 * @param ranking of several with the same name the highest counts
 */
public record ShellCommand(
        String scope,
        String function,
        Object target,
        String help,
        boolean reads,
        boolean refreshes,
        Set<String> options,
        Map<String, String> completions,
        int ranking) {

    /** {@code scope:function}. */
    public String name() {
        return scope + ":" + function;
    }
}
