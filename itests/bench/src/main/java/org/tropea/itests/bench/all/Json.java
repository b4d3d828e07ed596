package org.tropea.itests.bench.all;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Path;
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

    /** The list {@code rows} of {@code file}. */
    static List<Row> rows(Path file) throws IOException {
        JsonNode rows = MAPPER.readTree(file.toFile()).path("rows");
        return MAPPER.convertValue(rows, new TypeReference<List<Row>>() {});
    }

    /** The whole of {@code file}. */
    static JsonNode tree(Path file) throws IOException {
        return MAPPER.readTree(file.toFile());
    }
}
