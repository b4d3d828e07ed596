package org.tropea.net.option;

import java.util.List;

/** How an option's value is written. The first column of {@link OptionCatalogue}'s table after the name. */
public enum OptionType {
    /** Any text. */
    TEXT,
    /** A file or directory name; {@code ~/} means the user's home. */
    PATH,
    /** {@code 0} or {@code 1}. */
    FLAG,
    /** {@code 0}, {@code 1} or {@code auto}. */
    AUTO_FLAG,
    /** An integer from 0 to 2147483647. */
    COUNT,
    /** An integer from 1 to 64, or {@code auto}. */
    AUTO_COUNT,
    /** An integer of 32 bits. */
    INTEGER,
    /** An unsigned integer of 64 bits. */
    INTEGER64,
    /** A floating-point number. */
    DECIMAL,
    /** An amount of memory or a rate per second, in bytes without a unit. */
    BYTES,
    /** A time, in seconds without a unit. */
    SECONDS,
    /** A time, in milliseconds without a unit. */
    MILLIS,
    /** Words between commas. */
    LIST,
    /** Times between commas, of which only the first counts. */
    SECONDS_LIST,
    /** Lines: the option may be given many times. */
    LINES,
    /** A name under which several options can be read together; never set. */
    VIRTUAL,
    /** Known in earlier versions; ignored with a warning. */
    OBSOLETE;

    /** Whether the option may be given many times; of any other the last one wins. */
    public boolean multiple() {
        return this == LINES || this == VIRTUAL;
    }

    /** What is kept of several values: all lines, all words of a list, of anything else the last. */
    List<String> keep(List<String> values) {
        if (multiple()) {
            return List.copyOf(values);
        }
        return List.of(this == LIST ? String.join(",", values) : values.get(values.size() - 1));
    }
}
