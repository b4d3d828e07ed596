package org.tropea.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** An option that the catalogue calls honoured is named by the code that honours it. */
class HonouredOptionsTest {
    private static final Path CATALOGUE =
            Bundles.ROOT.resolve("bundles/org.tropea.net/src/main/resources/org/tropea/net/option/options.txt");
    private static final int SUPPORT = 4;
    private static final Pattern LITERAL = Pattern.compile("\"(\\w+)\"");

    @Test
    void honouredOptionsAreReadBySomebody() throws IOException {
        Set<String> read = literals();
        List<String> honoured = honoured();
        assertTrue(honoured.size() > 100, "the catalogue was read");
        assertEquals(
                List.of(), honoured.stream().filter(name -> !isRead(name, read)).toList());
    }

    /** Names that code puts together: a port's {@code __} twin, and a flag's IsStrict. */
    private static boolean isRead(String name, Set<String> read) {
        return read.contains(name)
                || name.matches("__\\w+Port") && read.contains(name.substring(2)) && read.contains("__")
                || name.endsWith("IsStrict")
                        && read.contains(name.replace("IsStrict", ""))
                        && read.contains("IsStrict");
    }

    private static List<String> honoured() throws IOException {
        return Files.readAllLines(CATALOGUE).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("\\|", -1))
                .filter(fields -> fields.length > SUPPORT && fields[SUPPORT].equals("honoured"))
                .map(fields -> fields[0])
                .toList();
    }

    /** The words that stand in quotation marks somewhere in what runs. */
    private static Set<String> literals() throws IOException {
        List<Path> files;
        try (Stream<Path> bundles = Files.walk(Bundles.ROOT.resolve("bundles"));
                Stream<Path> runtime = Files.walk(Bundles.ROOT.resolve("runtime"))) {
            files = Stream.concat(bundles, runtime)
                    .filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> file.toString().contains("/src/main/"))
                    .toList();
        }
        StringBuilder all = new StringBuilder();
        for (Path file : files) {
            all.append(Files.readString(file));
        }
        return LITERAL.matcher(all).results().map(found -> found.group(1)).collect(Collectors.toSet());
    }
}
