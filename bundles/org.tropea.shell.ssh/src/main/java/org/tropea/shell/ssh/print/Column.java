package org.tropea.shell.ssh.print;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** One column of a table: its cells, how wide it may be, numbers to the right. */
final class Column {
    private static final String GAP = "  ";
    /** A column is not made narrower than this while a wider one is left. */
    private static final int NARROWEST = 3;

    private final List<String> cells = new ArrayList<>();
    private final boolean hasHeading;
    private boolean numbers = true;
    private int width;

    /** Without a heading when it is null. */
    Column(String heading) {
        hasHeading = heading != null;
        if (hasHeading) {
            cells.add(heading);
            width = heading.length();
        }
    }

    void add(String cell, boolean number) {
        cells.add(cell);
        width = Math.max(width, cell.length());
        numbers &= number;
    }

    /** The columns side by side, the widest ones cut until the lines fit. */
    static String join(List<Column> columns, int rows, int width) {
        fit(columns, width - GAP.length() * (columns.size() - 1));
        int lines = rows + (columns.get(0).hasHeading ? 1 : 0);
        StringBuilder text = new StringBuilder();
        for (int line = 0; line < lines; line++) {
            text.append(line == 0 ? "" : "\n").append(line(columns, line, width));
        }
        return text.toString();
    }

    private static void fit(List<Column> columns, int room) {
        int needed = columns.stream().mapToInt(c -> c.width).sum();
        while (needed > room) {
            Column widest =
                    columns.stream().max(Comparator.comparingInt(c -> c.width)).orElseThrow();
            if (widest.width <= NARROWEST) {
                return;
            }
            widest.width--;
            needed--;
        }
    }

    private static String line(List<Column> columns, int line, int width) {
        StringBuilder text = new StringBuilder();
        for (Column column : columns) {
            text.append(text.length() == 0 ? "" : GAP).append(column.padded(line));
        }
        String whole = text.toString().stripTrailing();
        return whole.length() <= width ? whole : whole.substring(0, width);
    }

    private String padded(int line) {
        String cell = cells.get(line);
        if (cell.length() > width) {
            cell = cell.substring(0, width - 1) + "~";
        }
        String padding = " ".repeat(width - cell.length());
        return numbers ? padding + cell : cell + padding;
    }
}
