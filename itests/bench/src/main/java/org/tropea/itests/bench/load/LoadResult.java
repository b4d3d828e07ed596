package org.tropea.itests.bench.load;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tropea.itests.bench.Limit;
import org.tropea.itests.bench.Spread;

/** All that a run of the load bench found; {@code --json} writes exactly this. */
public record LoadResult(Settings load, Machine machine, List<Row> figures, List<Pair> pairs) {
    /** Where it was measured; {@code java} is the Tropea relay's JAVA_HOME, null for the PATH's. */
    public record Machine(int processors, String system, String java) {}

    /** A visit to each relay, one right after the other: values by the figure's name. */
    public record Pair(Map<String, Double> ctor, Map<String, Double> tropea) {}

    /**
     * One figure over all pairs: C tor's and the ratio Tropea/C tor are null where C tor has none. {@code limit} is what is
     * demanded, in words, and {@code met} whether that is so; null when nothing is.
     */
    public record Row(
            String name,
            String unit,
            Spread ctor,
            Spread tropea,
            Spread ratio,
            String limit,
            Boolean met,
            Double judged) {}

    static LoadResult of(
            Settings load, Machine machine, List<Map<Figure, Double>> ctor, List<Map<Figure, Double>> tropea) {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < tropea.size(); i++) {
            pairs.add(new Pair(byName(ctor.get(i)), byName(tropea.get(i))));
        }
        List<Row> rows = tropea.get(0).keySet().stream()
                .map(figure -> row(figure, pairs, load))
                .toList();
        return new LoadResult(load, machine, rows, pairs);
    }

    /** JSON has no NaN: what could not be measured is left out. */
    private static Map<String, Double> byName(Map<Figure, Double> values) {
        Map<String, Double> named = new LinkedHashMap<>();
        values.forEach((figure, value) -> {
            if (!value.isNaN()) {
                named.put(figure.name(), value);
            }
        });
        return named;
    }

    private static Row row(Figure figure, List<Pair> pairs, Settings load) {
        String name = figure.name();
        boolean both = pairs.get(0).ctor().containsKey(name);
        Spread ctor = both ? Spread.of(pairs, pair -> pair.ctor().get(name)) : null;
        Spread tropea = Spread.of(pairs, pair -> pair.tropea().get(name));
        Spread ratio = both
                ? Spread.of(pairs, pair -> pair.tropea().get(name) / pair.ctor().get(name))
                : null;
        Limit limit = LoadLimits.of(figure, load);
        Double judged = LoadLimits.judged(figure, tropea, ratio);
        Boolean met = judged == null ? null : limit.met(judged);
        return new Row(name, figure.unit(), ctor, tropea, ratio, limit.text(), met, met == null ? null : judged);
    }

    /** The row of that figure; null when it was not measured. */
    Row row(Figure figure) {
        return figures.stream()
                .filter(row -> row.name().equals(figure.name()))
                .findFirst()
                .orElse(null);
    }
}
