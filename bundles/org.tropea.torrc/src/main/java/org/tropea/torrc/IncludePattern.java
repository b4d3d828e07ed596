package org.tropea.torrc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files that an {@code %include} means: a file, the files of a directory, or what a pattern with {@code *},
 * {@code ?} and {@code [ ]} matches, in the order of names. Names that begin with a dot are left out, unless written.
 */
final class IncludePattern {
    private IncludePattern() {}

    static List<Path> files(String pattern) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path path : expand(Path.of(pattern))) {
            if (Files.isDirectory(path)) {
                entries(path, Pattern.compile("[^.].*"))
                        .filter(Files::isRegularFile)
                        .forEach(files::add);
            } else if (Files.exists(path)) {
                files.add(path);
            } else {
                throw new NoSuchFileException(path.toString());
            }
        }
        return files;
    }

    /** A pattern that matches nothing means no file; a name without wildcards is kept as it is. */
    private static List<Path> expand(Path pattern) throws IOException {
        List<Path> found = List.of(pattern.isAbsolute() ? pattern.getRoot() : Path.of(""));
        for (Path name : pattern) {
            List<Path> next = new ArrayList<>();
            for (Path directory : found) {
                if (!isWild(name.toString())) {
                    next.add(directory.resolve(name));
                } else if (Files.isDirectory(directory)) {
                    entries(directory, regex(name.toString())).forEach(next::add);
                }
            }
            found = next;
        }
        return isWild(pattern.toString()) ? found.stream().filter(Files::exists).toList() : found;
    }

    private static Stream<Path> entries(Path directory, Pattern name) throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all
                    .filter(path -> name.matcher(path.getFileName().toString()).matches())
                    .sorted((a, b) -> a.toString().compareTo(b.toString()))
                    .toList()
                    .stream();
        }
    }

    private static boolean isWild(String text) {
        return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
    }

    private static Pattern regex(String glob) {
        StringBuilder regex = new StringBuilder(glob.startsWith(".") ? "" : "(?!\\.)");
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            int close = c == '[' ? glob.indexOf(']', i + 2) : -1;
            if (close > 0) {
                String set = glob.substring(i + 1, close);
                regex.append('[')
                        .append(set.startsWith("!") ? "^" + quoted(set.substring(1)) : quoted(set))
                        .append(']');
                i = close;
            } else {
                regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
            }
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    private static String quoted(String set) {
        return set.replace("\\", "\\\\").replace("[", "\\[").replace("&", "\\&").replace("^", "\\^");
    }
}
