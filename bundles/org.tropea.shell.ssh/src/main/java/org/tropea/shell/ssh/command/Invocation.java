package org.tropea.shell.ssh.command;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.tropea.shell.ssh.print.Printable;

/**
 * One call of one command: its words sorted into options and places, a method that takes so many, the words converted.
 * Only the method named by the command's service is ever called. Runs on the shell session's thread.
 */
public final class Invocation {
    private final ShellCommand command;
    private final List<Signature> signatures;
    private final Map<String, Object> options = new HashMap<>();
    private final List<Object> places = new ArrayList<>();
    private final Consumer<Object> progress;

    private Invocation(ShellCommand command, Consumer<Object> progress) {
        this.command = command;
        this.progress = progress;
        this.signatures = Signature.of(command);
    }

    /**
     * Calls the command; throws {@link ShellFault} for arguments that do not fit, and whatever the command throws. What it
     * tells before it returns goes to {@code progress}.
     */
    public static Object call(ShellCommand command, List<?> arguments, Consumer<Object> progress) throws Exception {
        Invocation invocation = new Invocation(command, progress);
        invocation.sort(arguments);
        return invocation.invoke();
    }

    /** One line for each way to call it, then what it does. */
    public static String help(ShellCommand command) {
        String usages = Signature.of(command).stream()
                .map(s -> "  " + s.usage(command.name()) + " [--json]")
                .collect(Collectors.joining("\n"));
        return command.help() + "\n" + usages;
    }

    private void sort(List<?> arguments) {
        boolean literal = false;
        for (int i = 0; i < arguments.size(); i++) {
            String word = String.valueOf(arguments.get(i));
            if (literal || !word.startsWith("--")) {
                places.add(arguments.get(i));
            } else if (word.equals("--")) {
                literal = true;
            } else if (option(word, i + 1 < arguments.size() ? arguments.get(i + 1) : null)) {
                i++;
            }
        }
    }

    /** Notes an option; true when its value was the next word. */
    private boolean option(String word, Object next) {
        int equals = word.indexOf('=');
        String name = equals < 0 ? word.substring(2) : word.substring(2, equals);
        Parameter parameter = named(name);
        if (equals >= 0) {
            options.put(name, word.substring(equals + 1));
        } else if (parameter.getType() == boolean.class) {
            options.put(name, true);
        } else if (next == null) {
            throw ShellFault.usage("--" + name + " needs a value; usage: " + usage());
        } else {
            options.put(name, next);
            return true;
        }
        return false;
    }

    private Parameter named(String name) {
        for (Signature signature : signatures) {
            for (Parameter parameter : signature.named()) {
                if (parameter.getName().equals(name)) {
                    return parameter;
                }
            }
        }
        throw ShellFault.usage(command.name() + " has no option --" + Printable.of(name) + "; usage: " + usage());
    }

    private String usage() {
        return signatures.stream().map(s -> s.usage(command.name())).collect(Collectors.joining(" | "));
    }

    private Object invoke() throws Exception {
        Signature signature = signatures.stream()
                .filter(s -> s.accepts(places.size()))
                .findFirst()
                .orElseThrow(() -> ShellFault.usage("usage: " + usage()));
        signature.method().trySetAccessible();
        try {
            return signature.method().invoke(command.target(), values(signature));
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause() instanceof Exception cause ? cause : thrown;
        }
    }

    private Object[] values(Signature signature) {
        List<Object> values = new ArrayList<>();
        int place = 0;
        for (Parameter parameter : signature.method().getParameters()) {
            if (Signature.isProgress(parameter)) {
                values.add(progress);
            } else if (signature.options().contains(parameter.getName())) {
                values.add(Words.converted(options.get(parameter.getName()), parameter));
            } else if (Signature.isList(parameter)
                    && place == signature.places().size() - 1) {
                values.add(Words.rest(places.subList(place, places.size()), parameter));
            } else {
                values.add(Words.converted(places.get(place++), parameter));
            }
        }
        return values.toArray();
    }
}
