package org.tropea.shell.ssh.print;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

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

    /** The columns side by side: headings on two lines if that helps, then the widest columns cut until the lines fit. */
    static String join(List<Column> columns, int width) {
        int room = width - GAP.length() * (columns.size() - 1);
        if (needed(columns) > room && columns.stream().anyMatch(c -> c.hasHeading && c.middle() > 0)) {
            columns.forEach(Column::breakHeading);
        }
        fit(columns, room);
        int lines = columns.get(0).cells.size();
        StringBuilder text = new StringBuilder();
        for (int line = 0; line < lines; line++) {
            text.append(line == 0 ? "" : "\n").append(line(columns, line, width));
        }
        return text.toString();
    }

    private static int needed(List<Column> columns) {
        return columns.stream().mapToInt(c -> c.width).sum();
    }

    /** The space that divides the heading best; 0 when it is one word. */
    private int middle() {
        String heading = cells.get(0);
        return IntStream.range(1, heading.length())
                .filter(at -> heading.charAt(at) == ' ')
                .boxed()
                .min(Comparator.comparingInt(at -> Math.max(at, heading.length() - at - 1)))
                .orElse(0);
    }

    /** One word stands on the second line. */
    private void breakHeading() {
        int middle = middle();
        String heading = cells.get(0);
        cells.set(0, heading.substring(middle).strip());
        cells.add(0, heading.substring(0, middle));
        width = cells.stream().mapToInt(String::length).max().orElse(0);
    }

    private static void fit(List<Column> columns, int room) {
        int needed = needed(columns);
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
