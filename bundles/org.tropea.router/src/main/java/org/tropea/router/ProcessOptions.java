package org.tropea.router;

import java.util.ArrayList;
import java.util.List;
import org.tropea.net.option.Options;

/** Options of the whole process, which bin/tropea reads from its torrc: in any other router's configuration nobody does. */
final class ProcessOptions {
    private ProcessOptions() {}

    /** What to warn of in {@code options}, which come from no torrc. */
    static List<String> ignored(Options options) {
        List<String> warnings = new ArrayList<>();
        if (!options.logs().isEmpty()) {
            warnings.add("Log " + ignored("this router's lines go where all others' go"));
        }
        if (options.path("PidFile") != null) {
            warnings.add("PidFile " + ignored("no file is written"));
        }
        return warnings;
    }

    private static String ignored(String instead) {
        return "is for the process, and only bin/tropea honours it, in the torrc that it is given: " + instead;
    }
}
