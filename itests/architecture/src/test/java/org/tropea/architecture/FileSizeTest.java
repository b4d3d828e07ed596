package org.tropea.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A file past 400 lines is two ideas; the usual one is below 100. */
class FileSizeTest {
    private static final int LONGEST = 400;
    private static final int MEDIAN = 100;
    /** Below this number of files a median says nothing. */
    private static final int ENOUGH = 30;

    @Test
    void noFileIsTwoIdeas() throws IOException {
        Map<Path, Integer> tooLong = lines();
        tooLong.values().removeIf(lines -> lines <= LONGEST);
        assertEquals(Map.of(), tooLong, "files above " + LONGEST + " lines");
    }

    @Test
    void theUsualFileIsShort() throws IOException {
        List<Integer> lines = new ArrayList<>(lines().values());
        lines.sort(null);
        assertTrue(!lines.isEmpty(), "there are Java files");
        if (lines.size() >= ENOUGH) {
            assertTrue(lines.get(lines.size() / 2) < MEDIAN, "median " + lines.get(lines.size() / 2));
        }
    }

    private static Map<Path, Integer> lines() throws IOException {
        Map<Path, Integer> lines = new TreeMap<>();
        for (String top : List.of("bundles", "runtime", "itests")) {
            List<Path> files;
            try (Stream<Path> walk = Files.walk(Bundles.ROOT.resolve(top))) {
                files = walk.filter(FileSizeTest::isSource).toList();
            }
            for (Path file : files) {
                lines.put(
                        Bundles.ROOT.relativize(file), Files.readAllLines(file).size());
            }
        }
        return lines;
    }

    private static boolean isSource(Path file) {
        return file.toString().endsWith(".java") && file.toString().contains("/src/");
    }
}
