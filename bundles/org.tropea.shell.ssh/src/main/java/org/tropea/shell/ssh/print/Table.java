package org.tropea.shell.ssh.print;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Results for people: a list of records is a table, a record is a list of its fields, no line is longer than asked. In a
 * table numbers called {@code nanos} or {@code ...Nanos} are shown in microseconds, {@code -} below 0, and moments by
 * their time of day (UTC); JSON has them whole.
 */
public final class Table {
    /** Columns of a plain terminal. */
    public static final int WIDTH = 80;

    private static final Pattern NANOS = Pattern.compile("(?:^n|N)anos$");
    private static final Pattern MOMENT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT(\\d\\d:\\d\\d:\\d\\d)(?:\\.\\d+)?Z");

    private Table() {}

    /** The result as text without a newline at its end; lines have at most {@code width} characters, text is left whole. */
    public static String text(Object result, int width) {
        JsonElement tree = Tree.of(result);
        if (tree instanceof JsonArray array) {
            return array.isEmpty() ? "none" : list(array, width);
        }
        return tree instanceof JsonObject object ? fields(object, width) : lines(tree);
    }

    private static String list(JsonArray array, int width) {
        boolean rows = array.asList().stream().allMatch(JsonElement::isJsonObject);
        return rows
                ? table(array, width)
                : array.asList().stream().map(Table::cell).collect(Collectors.joining("\n"));
    }

    private static String table(JsonArray rows, int width) {
        Set<String> names = new LinkedHashSet<>();
        rows.forEach(row -> names.addAll(row.getAsJsonObject().keySet()));
        List<Column> columns = new ArrayList<>();
        for (String name : names) {
            columns.add(column(name, rows));
        }
        return Column.join(columns, width);
    }

    private static Column column(String name, JsonArray rows) {
        Column column = new Column(heading(name));
        for (JsonElement row : rows) {
            JsonElement value = row.getAsJsonObject().get(name);
            column.add(shown(name, value), isNumber(value));
        }
        return column;
    }

    private static String fields(JsonObject object, int width) {
        Column names = new Column(null);
        Column values = new Column(null);
        object.entrySet().forEach(entry -> {
            names.add(heading(entry.getKey()), false);
            values.add(shown(entry.getKey(), entry.getValue()), false);
        });
        return Column.join(List.of(names, values), width);
    }

    private static String shown(String name, JsonElement value) {
        return isNumber(value) && NANOS.matcher(name).find() ? micros(value.getAsLong()) : cell(value);
    }

    private static boolean isNumber(JsonElement value) {
        return value instanceof JsonPrimitive leaf && leaf.isNumber();
    }

    private static String micros(long nanos) {
        return nanos < 0 ? "-" : String.valueOf(Math.round(nanos / 1e3));
    }

    /** {@code queuedCells} is shown as {@code queued cells}. */
    private static String heading(String name) {
        String unit = NANOS.matcher(name).replaceFirst("Us");
        return Printable.of(unit.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").toLowerCase(Locale.ROOT));
    }

    private static String cell(JsonElement value) {
        if (value == null || value.isJsonNull()) {
            return "-";
        } else if (value instanceof JsonArray items) {
            return items.asList().stream().map(Table::cell).collect(Collectors.joining(", "));
        } else if (value instanceof JsonObject object) {
            return object.entrySet().stream()
                    .map(entry -> Printable.of(entry.getKey()) + "=" + cell(entry.getValue()))
                    .collect(Collectors.joining(" "));
        }
        Matcher moment = MOMENT.matcher(value.getAsString());
        return moment.matches() ? moment.group(1) : Printable.of(value.getAsString());
    }

    private static String lines(JsonElement text) {
        return text.isJsonNull()
                ? ""
                : text.getAsString().lines().map(Printable::of).collect(Collectors.joining("\n"));
    }
}
