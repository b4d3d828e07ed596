package org.tropea.authority.consensus;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tropea.authority.consensus.Tally.Count;
import org.tropea.netdoc.status.Vote;

/** The {@code package} lines (dir-spec 3.8). Stateless. */
final class PackageElection {
    /** Name, version, URL, and digests that have a type. */
    private static final Pattern SHAPE = Pattern.compile("([^ ]+ [^ ]+) [^ ]+( [^ =]+=[^ =]+)+");

    private static final int ENOUGH = 3;

    private PackageElection() {}

    /** Of each package and version the line that most give, if three speak of it and more than half of them agree. */
    static List<String> elect(List<Vote> votes) {
        Map<String, List<String>> given = new HashMap<>();
        for (Vote vote : votes) {
            byPackage(vote.facts().packages())
                    .forEach((key, line) ->
                            given.computeIfAbsent(key, k -> new ArrayList<>()).add(line));
        }
        List<String> chosen = new ArrayList<>();
        for (List<String> lines : given.values()) {
            Count<String> best = Tally.mostFrequent(lines, ByteOrder.TEXTS);
            if (lines.size() >= ENOUGH && best.times() > lines.size() / 2) {
                chosen.add(best.value());
            }
        }
        chosen.sort(ByteOrder.TEXTS);
        return chosen;
    }

    /** One authority's lines; the last about a package and version counts. */
    private static Map<String, String> byPackage(List<String> lines) {
        Map<String, String> found = new HashMap<>();
        for (String line : lines) {
            Matcher m = SHAPE.matcher(line);
            if (m.matches()) {
                found.put(m.group(1), line);
            }
        }
        return found;
    }
}
