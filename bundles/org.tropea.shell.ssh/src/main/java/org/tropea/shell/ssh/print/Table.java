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
import java.util.stream.Collectors;

/** Results for people: a list of records is a table, a record is a list of its fields, no line is longer than asked. */
public final class Table {
    /** Columns of a plain terminal. */
    public static final int WIDTH = 80;

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
        return Column.join(columns, rows.size(), width);
    }

    private static Column column(String name, JsonArray rows) {
        Column column = new Column(heading(name));
        for (JsonElement row : rows) {
            JsonElement value = row.getAsJsonObject().get(name);
            column.add(cell(value), value instanceof JsonPrimitive leaf && leaf.isNumber());
        }
        return column;
    }

    private static String fields(JsonObject object, int width) {
        Column names = new Column(null);
        Column values = new Column(null);
        object.entrySet().forEach(entry -> {
            names.add(heading(entry.getKey()), false);
            values.add(cell(entry.getValue()), false);
        });
        return Column.join(List.of(names, values), object.size(), width);
    }

    /** {@code queuedCells} is shown as {@code queued cells}. */
    private static String heading(String name) {
        return Printable.of(name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").toLowerCase(Locale.ROOT));
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
        return Printable.of(value.getAsString());
    }

    private static String lines(JsonElement text) {
        return text.isJsonNull()
                ? ""
                : text.getAsString().lines().map(Printable::of).collect(Collectors.joining("\n"));
    }
}
