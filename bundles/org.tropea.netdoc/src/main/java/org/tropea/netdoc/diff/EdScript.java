package org.tropea.netdoc.diff;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.tropea.netdoc.frame.DocumentFault;
import org.tropea.netdoc.frame.Source;

/**
 * The part of ed's language that diffs are written in (dir-spec E): delete, change and append, from the back of the file
 * to its front. Belongs to one thread.
 */
final class EdScript {
    private static final String END_OF_BLOCK = ".\n";
    private static final int MOST_DIGITS = 9;

    private final Source source;
    private final Lines script;
    private final Lines base;
    private final List<String> parts = new ArrayList<>();
    private int at;
    /** How many lines of the base, from its front, no command has touched yet. */
    private int left;

    /** The commands of {@code script} from line {@code first} on, for {@code base}. */
    EdScript(Source source, Lines script, int first, Lines base) {
        this.source = source;
        this.script = script;
        this.base = base;
        this.at = first;
        this.left = base.count();
    }

    /** The base after all commands. */
    String apply() throws DocumentFault {
        while (at < script.count()) {
            command(script.line(at));
        }
        parts.add(base.range(0, left));
        Collections.reverse(parts);
        return String.join("", parts);
    }

    private void command(String line) throws DocumentFault {
        int commandLine = at++;
        int comma = line.indexOf(',');
        char action = line.length() < 2 ? '?' : line.charAt(line.length() - 2);
        boolean adds = action == 'a' || action == 'c';
        if (!adds && action != 'd' || comma >= 0 && action == 'a') {
            throw fault(commandLine, "is not one of the commands a, c and d");
        }
        String last = line.substring(comma + 1, line.length() - 2);
        boolean toEnd = comma >= 0 && last.equals("$");
        if (toEnd && action != 'd') {
            throw fault(commandLine, "has $, accepted is that with d alone");
        }
        int end = toEnd ? base.count() : number(last, commandLine);
        int start = comma < 0 ? end : number(line.substring(0, comma), commandLine);
        checkRange(start, end, comma >= 0 && !toEnd, action, commandLine);
        parts.add(base.range(end, left));
        left = action == 'a' ? end : start - 1;
        if (adds) {
            parts.add(block(commandLine));
        }
    }

    private void checkRange(int start, int end, boolean ranged, char action, int line) throws DocumentFault {
        if (start > end || ranged && start == end || start == 0 && action != 'a') {
            throw fault(line, "has lines " + start + " to " + end + ", accepted are lines from 1 in order");
        }
        if (end > left) {
            throw fault(line, "has line " + end + ", accepted are those up to " + left + ": commands go back to front");
        }
    }

    /** The lines up to one with a period alone. */
    private String block(int commandLine) throws DocumentFault {
        int from = at;
        while (at < script.count() && !script.line(at).equals(END_OF_BLOCK)) {
            at++;
        }
        if (at == script.count()) {
            throw fault(commandLine, "has a block that does not end with a period");
        }
        if (at == from) {
            throw fault(commandLine, "has an empty block");
        }
        return script.range(from, at++);
    }

    private int number(String digits, int line) throws DocumentFault {
        if (digits.isEmpty() || digits.length() > MOST_DIGITS || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw fault(line, "has no line number");
        }
        return Integer.parseInt(digits);
    }

    private DocumentFault fault(int line, String reason) {
        return source.fault(line + 1, "the command " + reason);
    }
}
