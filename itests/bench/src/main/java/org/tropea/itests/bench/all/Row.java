package org.tropea.itests.bench.all;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.tropea.itests.bench.Limit;
import org.tropea.itests.bench.Measurement;
import org.tropea.itests.bench.Spread;

/**
 * One line of the table; also what the programs write whose rows are shown in it: a JSON object {@code rows} with a list
 * of these.
 *
 * @param name the part of the bench that it belongs to
 * @param relay what was measured: JDK and TLS engine, or how the load differs; may be null
 * @param unit of the two figures
 * @param ctor C tor's figure, a median over the pairs; null where there is none to compare with
 * @param tropea Tropea's figure; null when it could not be measured
 * @param ratios Tropea's figure divided by the other one, pair by pair; may be empty or null
 * @param limit what is demanded, in words; null when nothing is
 * @param met whether that is so; null when nothing is demanded or nothing was measured
 * @param note why there is no figure, or what else must be known; may be null
 */
@JsonPropertyOrder({"name", "relay", "unit", "ctor", "tropea", "ratios", "limit", "met", "note"})
@JsonIgnoreProperties(ignoreUnknown = true)
public record Row(
        String name,
        String relay,
        String unit,
        Double ctor,
        Double tropea,
        List<Double> ratios,
        String limit,
        Boolean met,
        String note) {

    /** A row that tells only why there is none. */
    static Row skipped(String name, String relay, String why) {
        return new Row(name, relay, "", null, null, List.of(), null, null, "skipped: " + why);
    }

    /** One figure of which nothing but {@code limit} is known. */
    static Row single(String name, String relay, String unit, double figure, Limit limit) {
        return new Row(name, relay, unit, null, figure, List.of(), limit.text(), limit.met(figure), null);
    }

    /** The same figure of two contenders, run by run; {@code limit} is one for the ratios' median. */
    static Row pairs(
            String name,
            String relay,
            String unit,
            List<Measurement> ctor,
            List<Measurement> tropea,
            ToDoubleFunction<Measurement> figure,
            Limit limit) {
        double[] ratios = new double[tropea.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = figure.applyAsDouble(tropea.get(i)) / figure.applyAsDouble(ctor.get(i));
        }
        return new Row(
                name,
                relay,
                unit,
                median(ctor, figure),
                median(tropea, figure),
                java.util.Arrays.stream(ratios).boxed().toList(),
                limit.text(),
                limit.met(Spread.of(ratios).median()),
                null);
    }

    private static double median(List<Measurement> runs, ToDoubleFunction<Measurement> figure) {
        return Spread.of(runs.stream().mapToDouble(figure).toArray()).median();
    }

    /** The same with a note. */
    Row noted(String text) {
        return new Row(name, relay, unit, ctor, tropea, ratios, limit, met, text);
    }

    /** The same as part of another bench: what was the name becomes the note. */
    Row in(String part) {
        return name.equals(part) ? this : new Row(part, relay, unit, ctor, tropea, ratios, limit, met, name);
    }

    /** The same of another relay. */
    Row of(String label) {
        return new Row(name, label, unit, ctor, tropea, ratios, limit, met, note);
    }

    /** Whether something was demanded and is not so. */
    boolean missed() {
        return Boolean.FALSE.equals(met);
    }

    /** The ratios' smallest, middle and largest; null when there are none. */
    Spread spread() {
        return ratios == null || ratios.isEmpty()
                ? null
                : Spread.of(ratios.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
