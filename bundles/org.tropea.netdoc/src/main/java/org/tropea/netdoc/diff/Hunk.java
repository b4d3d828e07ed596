package org.tropea.netdoc.diff;

/**
 * Lines of the old text that give way to lines of the new one, counted from 0, ends excluded; either may be none.
 *
 * @param oldFrom first old line
 * @param oldTo after the last old line
 * @param newFrom first new line
 * @param newTo after the last new line
 */
record Hunk(int oldFrom, int oldTo, int newFrom, int newTo) {
    boolean isEmpty() {
        return oldFrom == oldTo && newFrom == newTo;
    }

    /** Both in one, when nothing that stays stands between them; else null. */
    Hunk joined(Hunk next) {
        return oldTo == next.oldFrom && newTo == next.newFrom
                ? new Hunk(oldFrom, next.oldTo, newFrom, next.newTo)
                : null;
    }

    /** As a command, with the lines that it brings. */
    String command(Lines target) {
        String lines = oldTo - oldFrom == 1 ? "" + oldTo : (oldFrom + 1) + "," + oldTo;
        if (newFrom == newTo) {
            return lines + "d\n";
        }
        String action = oldFrom == oldTo ? oldFrom + "a\n" : lines + "c\n";
        return action + target.range(newFrom, newTo) + ".\n";
    }
}
