package org.tropea.itests.bench.all;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@code --json} writes, and rows that other programs wrote. */
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private Json() {}

    static void write(Path file, Map<String, Object> setting, Report report) throws IOException {
        Map<String, Object> all = new LinkedHashMap<>(setting);
        all.put("rows", report.rows());
        all.put("failures", report.failures());
        all.put("runs", report.runs());
        MAPPER.writeValue(file.toFile(), all);
    }

    /**
     * The rows that another bench wrote: its list {@code rows} of what {@link Row} has, or {@code figures}, whose values
     * are spreads (min, median, max) instead of one number.
     */
    static List<Row> rows(Path file) throws IOException {
        JsonNode tree = MAPPER.readTree(file.toFile());
        if (tree.has("rows")) {
            return MAPPER.convertValue(tree.get("rows"), new TypeReference<List<Row>>() {});
        }
        List<Row> rows = new ArrayList<>();
        tree.path("figures").forEach(figure -> rows.add(row(figure)));
        return rows;
    }

    private static Row row(JsonNode figure) {
        JsonNode ratio = figure.path("ratio");
        List<Double> ratios = ratio.isObject()
                ? List.of(number(ratio, "min"), number(ratio, "median"), number(ratio, "max"))
                : List.of();
        return new Row(
                figure.path("name").asText(),
                null,
                figure.path("unit").asText(),
                number(figure.path("ctor"), "median"),
                number(figure.path("tropea"), "median"),
                ratios,
                figure.hasNonNull("limit") ? figure.get("limit").asText() : null,
                figure.hasNonNull("met") ? figure.get("met").asBoolean() : null,
                null);
    }

    private static Double number(JsonNode node, String name) {
        return node.hasNonNull(name) ? node.get(name).asDouble() : null;
    }

    /** The whole of {@code file}. */
    static JsonNode tree(Path file) throws IOException {
        return MAPPER.readTree(file.toFile());
    }
}
