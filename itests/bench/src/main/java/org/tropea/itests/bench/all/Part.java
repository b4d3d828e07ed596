package org.tropea.itests.bench.all;

import java.util.List;

/** Some rows that are measured together. */
interface Part {

    /** What {@code --only} calls it. */
    String name();

    /** A line for {@code --list}. */
    String what();

    /** How many runs through the networks take turns in it; 0 when it needs none. */
    int contenders(List<Subject> subjects);

    /** Says what it needs; called before the bed is set up. */
    void prepare(Bed bed);

    /** Measures and reports. @throws RuntimeException when something failed; the other parts go on */
    void measure(Bed bed, Turns turns, Report report) throws Exception;
}
