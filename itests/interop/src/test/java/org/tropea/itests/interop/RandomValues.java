package org.tropea.itests.interop;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The shared random values that consensuses and votes say (srv-spec 2.2, 3). */
final class RandomValues {
    private static final Pattern CURRENT = Pattern.compile("(?m)^shared-rand-current-value (.*)$");
    private static final Pattern PREVIOUS = Pattern.compile("(?m)^shared-rand-previous-value (.*)$");
    /** For how many rounds one value holds. */
    private static final int HOLDS = 24;

    private RandomValues() {}

    /** The value of now with the number of its makers before it; null when the document says none. */
    static String current(String document) {
        return found(CURRENT, document);
    }

    private static String found(Pattern pattern, String document) {
        Matcher found = pattern.matcher(document);
        return found.find() ? found.group(1) : null;
    }

    /**
     * What is wrong with the values of rounds that follow each other without a gap: once there is one, each round says it,
     * for 24 rounds; then another comes, and it becomes the previous one.
     */
    static List<String> faults(List<String> consensuses) {
        List<String> faults = new ArrayList<>();
        int begun = 0;
        for (int i = 1; i < consensuses.size(); i++) {
            String before = current(consensuses.get(i - 1));
            String now = current(consensuses.get(i));
            if (Objects.equals(before, now)) {
                continue;
            }
            if (before != null && (now == null || !before.equals(found(PREVIOUS, consensuses.get(i))))) {
                faults.add("round " + i + ": " + now + " came after " + before + ", which is not the previous one");
            }
            if (begun > 0 && i - begun != HOLDS) {
                faults.add("round " + i + ": " + before + " held for " + (i - begun) + " rounds");
            }
            begun = i;
        }
        return faults;
    }
}
