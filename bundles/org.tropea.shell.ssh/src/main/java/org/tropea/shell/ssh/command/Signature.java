package org.tropea.shell.ssh.command;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/** One method that a command may call, with its parameters told apart: by place, or by {@code --name}. */
record Signature(Method method, Set<String> options) {

    /** The methods of a command, the one with the fewest places first. */
    static List<Signature> of(ShellCommand command) {
        return Arrays.stream(command.target().getClass().getMethods())
                .filter(m -> m.getName().equals(command.function()))
                .filter(m -> !m.isBridge() && !Modifier.isStatic(m.getModifiers()))
                .map(m -> new Signature(m, command.options()))
                .sorted(Comparator.comparingInt(s -> s.places().size()))
                .toList();
    }

    /** Parameters given by place, in order. */
    List<Parameter> places() {
        return parameters().filter(p -> !options.contains(p.getName())).toList();
    }

    /** Parameters given by name. */
    List<Parameter> named() {
        return parameters().filter(p -> options.contains(p.getName())).toList();
    }

    private java.util.stream.Stream<Parameter> parameters() {
        return Arrays.stream(method.getParameters()).filter(p -> !isProgress(p));
    }

    /** True for the parameter that a command tells its progress to; no word stands for it. */
    static boolean isProgress(Parameter parameter) {
        return parameter.getType() == Consumer.class;
    }

    /** True when the last place takes any number of words. */
    boolean takesRest() {
        List<Parameter> places = places();
        return !places.isEmpty() && isList(places.get(places.size() - 1));
    }

    static boolean isList(Parameter parameter) {
        return parameter.getType() == String[].class || parameter.getType() == List.class;
    }

    boolean accepts(int words) {
        int places = places().size();
        return takesRest() ? words >= places - 1 : words == places;
    }

    /** For example {@code circ:path ID [--router ROUTER]}. */
    String usage(String name) {
        List<String> parts = new ArrayList<>(List.of(name));
        for (Parameter place : places()) {
            parts.add(isList(place) ? "[" + shown(place) + "...]" : shown(place));
        }
        for (Parameter option : named()) {
            boolean flag = option.getType() == boolean.class;
            parts.add("[--" + option.getName() + (flag ? "]" : " " + shown(option) + "]"));
        }
        return String.join(" ", parts);
    }

    private static String shown(Parameter parameter) {
        return parameter.getName().toUpperCase(Locale.ROOT);
    }
}
