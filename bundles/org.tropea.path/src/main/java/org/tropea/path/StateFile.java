package org.tropea.path;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The file {@code state} of a DataDirectory, as C tor writes it: words and values in lines. What others wrote there is
 * kept, byte by byte; lines that begin with no word are garbage, and go with the next writing. It is replaced as a whole,
 * so that after a crash the old or the new one is there. One thread; slow.
 */
final class StateFile {
    private static final String GUARD = "Guard";
    private static final String BIN = "CircuitBuildTimeBin";
    private static final List<String> OURS = List.of(GUARD, BIN, "TotalBuildTimes", "LastWritten", "TorVersion");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final String KEYWORD = "[A-Za-z_][A-Za-z0-9_]*";

    private final Path file;

    StateFile(Path dataDirectory) {
        file = dataDirectory.resolve("state");
    }

    /** Empty when there is no such file. */
    SavedState read() throws IOException {
        List<String> lines = lines();
        return new SavedState(values(lines, GUARD), values(lines, BIN));
    }

    private List<String> lines() throws IOException {
        return Files.exists(file) ? Files.readAllLines(file, StandardCharsets.ISO_8859_1) : List.of();
    }

    private static List<String> values(List<String> lines, String word) {
        return lines.stream()
                .filter(line -> word(line).equals(word))
                .map(line -> line.substring(word.length()).strip())
                .toList();
    }

    private static String word(String line) {
        return line.split("\\s", 2)[0];
    }

    void write(SavedState state, Instant now) throws IOException {
        List<String> text = new ArrayList<>();
        text.add("# Tor state file last generated on " + TIME.format(now) + " UTC");
        text.add("# You *do not* need to edit this file.");
        text.add("");
        for (String line : lines()) {
            if (word(line).matches(KEYWORD) && !OURS.contains(word(line))) {
                text.add(line);
            }
        }
        state.bins().forEach(bin -> text.add(BIN + " " + bin));
        state.guards().forEach(guard -> text.add(GUARD + " " + guard));
        text.add("TotalBuildTimes " + total(state.bins()));
        text.add("TorVersion Tropea 0.1.0");
        text.add("LastWritten " + TIME.format(now));
        replace(String.join("\n", text) + "\n");
    }

    private static int total(List<String> bins) {
        return bins.stream()
                .mapToInt(bin -> Integer.parseInt(bin.substring(bin.indexOf(' ') + 1)))
                .sum();
    }

    private void replace(String text) throws IOException {
        Files.createDirectories(file.getParent());
        Path fresh = file.resolveSibling("state.tmp");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (FileOutputStream out = new FileOutputStream(fresh.toFile())) {
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
            out.getFD().sync();
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
