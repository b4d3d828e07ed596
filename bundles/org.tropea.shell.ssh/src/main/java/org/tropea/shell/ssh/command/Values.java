package org.tropea.shell.ssh.command;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What may stand at the end of a line that is not finished: options, their values, and values by place. */
public final class Values {
    /** In place of a method's name: jars of the relay's host. */
    public static final String FILES = "@jars";

    private final ShellCommand command;
    private final List<Signature> signatures;

    /** Values for the words behind {@code command}. */
    public Values(ShellCommand command) {
        this.command = command;
        this.signatures = Signature.of(command);
    }

    /** What may follow {@code before}, the words between the command and {@code begun}, the one that has begun. */
    public List<String> after(List<String> before, String begun) {
        Parameter open = openOption(before);
        if (open != null) {
            return of(open, begun);
        }
        return begun.startsWith("-") ? options() : places(before, begun);
    }

    private List<String> options() {
        Stream<String> own =
                signatures.stream().flatMap(s -> s.named().stream()).map(p -> "--" + p.getName());
        return Stream.concat(Stream.of("--help", "--json"), own).distinct().toList();
    }

    /** The option whose value comes next, or null. */
    private Parameter openOption(List<String> before) {
        return before.isEmpty() ? null : valued(before.get(before.size() - 1));
    }

    private Parameter valued(String word) {
        return signatures.stream()
                .flatMap(s -> s.named().stream())
                .filter(p -> word.equals("--" + p.getName()) && p.getType() != boolean.class)
                .findFirst()
                .orElse(null);
    }

    private List<String> places(List<String> before, String begun) {
        int place = 0;
        for (int i = 0; i < before.size(); i++) {
            if (valued(before.get(i)) != null) {
                i++;
            } else if (!before.get(i).startsWith("--")) {
                place++;
            }
        }
        int at = place;
        return signatures.stream()
                .filter(s -> at < s.places().size())
                .flatMap(s -> of(s.places().get(at), begun).stream())
                .distinct()
                .toList();
    }

    private List<String> of(Parameter parameter, String begun) {
        String source = command.completions().get(parameter.getName());
        if (source == null) {
            return constants(parameter.getType());
        }
        return source.equals(FILES) ? jars(begun) : asked(source);
    }

    private static List<String> constants(Class<?> type) {
        return type.isEnum()
                ? Arrays.stream(type.getEnumConstants())
                        .map(c -> ((Enum<?>) c).name().toLowerCase(Locale.ROOT).replace('_', '-'))
                        .toList()
                : List.of();
    }

    /** A command that fails here only completes nothing. */
    private List<String> asked(String source) {
        try {
            Method method = command.target().getClass().getMethod(source);
            method.trySetAccessible();
            return method.invoke(command.target()) instanceof List<?> values
                    ? values.stream().map(String::valueOf).toList()
                    : List.of();
        } catch (ReflectiveOperationException | RuntimeException | LinkageError absent) {
            return List.of();
        }
    }

    private static List<String> jars(String begun) {
        Path folder = Path.of(begun.startsWith("/") ? begun.substring(0, begun.lastIndexOf('/') + 1) : "/");
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar") || Files.isDirectory(file))
                    .map(file -> Files.isDirectory(file) ? file + "/" : file.toString())
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }
}
