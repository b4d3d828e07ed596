package org.tropea.path;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The Guard lines of a state file, C tor's too (guard-spec A.5). Stateless. */
final class GuardLine {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss", Locale.ROOT);

    /** A guard, which selection it belongs to, and its place among the confirmed ones (-1: none). */
    record Read(Guard guard, String selection, int confirmedIndex) {}

    private GuardLine() {}

    /** Null when the line names no relay or no selection, or a date in it is none. */
    static Read parse(String line) {
        Map<String, String> fields = fields(line);
        String selection = fields.remove("in");
        String id = fields.remove("rsa_id");
        if (selection == null || id == null || !id.matches("[0-9A-Fa-f]{40}")) {
            return null;
        }
        try {
            Guard guard = new Guard(id.toUpperCase(Locale.ROOT));
            int index = confirmedIndex(fields.remove("confirmed_idx"));
            fill(guard, fields);
            return new Read(guard, selection, guard.confirmed() ? index : -1);
        } catch (DateTimeParseException malformed) {
            return null;
        }
    }

    private static void fill(Guard guard, Map<String, String> fields) {
        guard.nickname = text(fields.remove("nickname"));
        guard.sampledBy = text(fields.remove("sampled_by"));
        guard.sampledOn = time(fields.remove("sampled_on"));
        guard.unlistedSince = time(fields.remove("unlisted_since"));
        guard.confirmedOn = time(fields.remove("confirmed_on"));
        fields.remove("listed");
        guard.others.putAll(fields);
    }

    private static Map<String, String> fields(String line) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String word : line.strip().split("\\s+")) {
            int equals = word.indexOf('=');
            if (equals > 0) {
                fields.put(word.substring(0, equals), word.substring(equals + 1));
            }
        }
        return fields;
    }

    private static int confirmedIndex(String digits) {
        return digits != null && digits.matches("\\d{1,6}") ? Integer.parseInt(digits) : Integer.MAX_VALUE;
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }

    private static long time(String value) {
        return value == null
                ? 0
                : LocalDateTime.parse(value, TIME).toInstant(ZoneOffset.UTC).toEpochMilli();
    }

    static String print(Guard guard, String selection, int confirmedIndex) {
        StringBuilder line = new StringBuilder("in=").append(selection);
        field(line, "rsa_id", guard.fingerprint);
        field(line, "nickname", guard.nickname);
        field(line, "sampled_on", time(guard.sampledOn));
        field(line, "sampled_by", guard.sampledBy);
        field(line, "unlisted_since", time(guard.unlistedSince));
        field(line, "listed", guard.listed() ? "1" : "0");
        field(line, "confirmed_on", time(guard.confirmedOn));
        field(line, "confirmed_idx", confirmedIndex < 0 ? "" : Integer.toString(confirmedIndex));
        guard.others.forEach((name, value) -> field(line, name, value));
        return line.toString();
    }

    private static String time(long millis) {
        return millis == 0 ? "" : TIME.format(Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC));
    }

    private static void field(StringBuilder line, String name, String value) {
        if (!value.isEmpty()) {
            line.append(' ').append(name).append('=').append(value);
        }
    }
}
