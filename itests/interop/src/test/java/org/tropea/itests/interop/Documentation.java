package org.tropea.itests.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One section of a Markdown file, from its heading to the next one of the same depth, with its fenced blocks: what the
 * documentation shows is what the tests run.
 */
record Documentation(String text) {

    /** The section of {@code file} under {@code heading}, a whole line: {@code ## Title}. */
    static Documentation section(Path file, String heading) throws IOException {
        String all = Files.readString(file);
        int start = all.indexOf(heading + "\n");
        if (start < 0) {
            throw new AssertionError(file + " has no section " + heading);
        }
        String next = "\n" + heading.substring(0, heading.indexOf(' ') + 1);
        int end = all.indexOf(next, start + heading.length());
        return new Documentation(end < 0 ? all.substring(start) : all.substring(start, end + 1));
    }

    /** The contents of its fenced blocks in {@code language}, in order. */
    List<String> blocks(String language) {
        Matcher fenced =
                Pattern.compile("(?ms)^```" + language + "\n(.*?)^```$").matcher(text);
        List<String> blocks = new ArrayList<>();
        while (fenced.find()) {
            blocks.add(fenced.group(1));
        }
        return blocks;
    }

    /** The lines of all its blocks for a shell, without those that are comments only. */
    List<String> commands() {
        return blocks("sh").stream()
                .flatMap(String::lines)
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }

    /** The one text in backquotes that begins with {@code start}. */
    String quoted(String start) {
        Matcher quoted =
                Pattern.compile("`(" + Pattern.quote(start) + "[^`]*)`").matcher(text);
        if (!quoted.find()) {
            throw new AssertionError("nothing in backquotes begins with " + start);
        }
        return quoted.group(1);
    }
}
