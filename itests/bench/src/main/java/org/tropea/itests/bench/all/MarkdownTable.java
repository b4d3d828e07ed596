package org.tropea.itests.bench.all;

import java.util.ArrayList;
import java.util.List;
import org.tropea.itests.bench.Spread;

/** Rows as a table for a README. */
final class MarkdownTable {
    private MarkdownTable() {}

    static List<String> lines(List<Row> rows) {
        List<String> lines = new ArrayList<>();
        lines.add("| row | Tropea on | unit | C tor | Tropea | Tropea / C tor | demanded |");
        lines.add("|---|---|---|---|---|---|---|");
        rows.forEach(row -> lines.add(line(row)));
        return lines;
    }

    private static String line(Row row) {
        String first = row.note() == null ? row.name() : row.name() + ": " + row.note();
        return "| "
                + String.join(
                        " | ",
                        first,
                        RowTable.text(row.relay()),
                        RowTable.text(row.unit()),
                        RowTable.number(row.ctor()),
                        RowTable.number(row.tropea()),
                        ratio(row.spread()),
                        verdict(row))
                + " |";
    }

    /** One number when there is but one pair. */
    private static String ratio(Spread spread) {
        if (spread == null) {
            return "";
        }
        String median = "**" + RowTable.number(spread.median()) + "**";
        return spread.min() == spread.max()
                ? median
                : RowTable.number(spread.min()) + " … " + median + " … " + RowTable.number(spread.max());
    }

    private static String verdict(Row row) {
        return RowTable.text(row.limit()) + (row.missed() ? ", missed" : "");
    }
}
