package org.tropea.shell.ssh.command;

import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.tropea.shell.ssh.print.Printable;

/** Converts words to what a method takes: text, whole and decimal numbers, yes or no, enums; nothing else. */
final class Words {
    private Words() {}

    /** An absent option is null, or zero, or false. */
    static Object converted(Object value, Parameter parameter) {
        Class<?> type = parameter.getType();
        if (value == null) {
            return absent(type);
        }
        if (type.isInstance(value)) {
            return value;
        }
        String word = value.toString();
        try {
            return type == String.class ? word : fromWord(word, type);
        } catch (IllegalArgumentException wrong) {
            throw ShellFault.usage(
                    parameter.getName() + " is " + Printable.of(word) + "; accepted is " + accepted(type));
        }
    }

    static Object rest(List<Object> words, Parameter parameter) {
        List<String> texts = words.stream().map(String::valueOf).toList();
        return parameter.getType() == List.class ? texts : texts.toArray(String[]::new);
    }

    private static Object absent(Class<?> type) {
        if (!type.isPrimitive()) {
            return null;
        }
        return type == boolean.class ? (Object) false : fromWord("0", type);
    }

    private static Object fromWord(String word, Class<?> type) {
        if (type == int.class || type == Integer.class) {
            return Integer.valueOf(word);
        } else if (type == long.class || type == Long.class) {
            return Long.valueOf(word);
        } else if (type == double.class || type == Double.class) {
            return Double.valueOf(word);
        } else if (type == boolean.class || type == Boolean.class) {
            return yesOrNo(word);
        } else if (type.isEnum()) {
            return constant(word, type);
        }
        throw new IllegalArgumentException(word);
    }

    private static Boolean yesOrNo(String word) {
        if (!word.equals("true") && !word.equals("false")) {
            throw new IllegalArgumentException(word);
        }
        return Boolean.valueOf(word);
    }

    private static Object constant(String word, Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(c -> ((Enum<?>) c).name().equalsIgnoreCase(word.replace('-', '_')))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(word));
    }

    private static String accepted(Class<?> type) {
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        } else if (type.isEnum()) {
            return "one of " + Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT);
        }
        return type == double.class || type == Double.class ? "a number" : "a whole number";
    }
}
