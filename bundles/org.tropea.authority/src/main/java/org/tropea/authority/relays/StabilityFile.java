package org.tropea.authority.relays;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tropea.netdoc.value.Octets;
import org.tropea.netdoc.value.Times;
import org.tropea.netdoc.value.ValueFault;

/**
 * C tor's {@code router-stability}, format 2: for each relay a line {@code R FINGERPRINT}, one {@code +MTBF} with its runs
 * and one {@code +WFU} with its uptime, each with the start of what still lasts. Stateless.
 */
final class StabilityFile {
    static final String NAME = "router-stability";

    private static final String START = "(?: S=(\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d))?";
    private static final Pattern RUNS = Pattern.compile("\\+MTBF (\\d{1,18}) (\\d{1,15}(?:\\.\\d{1,15})?)" + START);
    private static final Pattern UPTIME = Pattern.compile("\\+WFU (\\d{1,18}) (\\d{1,18})" + START);
    private static final long YEAR = 365 * 86_400L;

    private StabilityFile() {}

    /** All of {@code histories} as a file stored at {@code now}. */
    static String write(Histories histories, long now) {
        StringBuilder text = new StringBuilder("format 2\nstored-at " + Times.text(now) + "\n");
        header(text, "tracked-since ", histories.trackedSince);
        header(text, "last-downrated ", histories.lastDiscounted);
        text.append("data\n");
        histories.all.forEach((identity, one) -> {
            text.append("R ").append(identity.hex()).append('\n');
            text.append(String.format(Locale.ROOT, "+MTBF %d %.5f", one.runLength, one.runWeights));
            started(text, one.startOfRun);
            text.append("+WFU ").append(one.uptime).append(' ').append(one.timeKnown);
            started(text, one.startOfDowntime);
        });
        return text.append(".\n").toString();
    }

    private static void header(StringBuilder text, String name, long time) {
        if (time > 0) {
            text.append(name).append(Times.text(time)).append('\n');
        }
    }

    private static void started(StringBuilder text, long time) {
        text.append(time > 0 ? " S=" + Times.text(time) : "").append('\n');
    }

    // ---- reading --------------------------------------------------------------------------------------------------

    /**
     * Puts what {@code text} says into {@code histories}, as of {@code now}: times that last are moved by the time for
     * which nobody looked. Returns what was wrong with it; lines that are wrong are left out. A file without the right
     * beginning is left out as a whole.
     */
    static List<String> read(String text, Histories histories, long now) {
        List<String> lines = List.of(text.split("\n"));
        int data = lines.indexOf("data");
        long stored = data < 0 ? -1 : time(lines.subList(0, data), "stored-at ");
        if (!lines.get(0).equals("format 2") || stored <= 0) {
            return List.of("no \"format 2\" in the first line, no stored-at or no data");
        }
        histories.trackedSince = Math.min(now, Math.max(0, time(lines.subList(0, data), "tracked-since ")));
        histories.lastDiscounted = Math.min(now, Math.max(0, time(lines.subList(0, data), "last-downrated ")));
        List<String> wrong = new ArrayList<>();
        new Body(lines.subList(data + 1, lines.size()), histories, stored, now, wrong).read();
        return wrong;
    }

    private static long time(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Times.parse(line.substring(name.length())))
                .findFirst()
                .orElse(0);
    }

    /** The lines after {@code data}. */
    private record Body(List<String> lines, Histories histories, long stored, long now, List<String> wrong) {
        void read() {
            RelayHistory relay = null;
            for (String line : lines) {
                if (line.equals(".")) {
                    recoverStart();
                    return;
                }
                relay = line.startsWith("R ") ? relay(line.substring(2)) : relay;
                if (relay != null && !line.startsWith("R ")) {
                    facts(relay, line);
                }
            }
            wrong.add("it ends before its last line, \".\"");
            recoverStart();
        }

        private RelayHistory relay(String hex) {
            try {
                Octets identity = Octets.ofHex(hex.strip());
                if (identity.size() == 20) {
                    return histories.all.computeIfAbsent(identity, unknown -> new RelayHistory());
                }
            } catch (ValueFault malformed) {
                // told below
            }
            wrong.add("R " + hex + ": no fingerprint");
            return null;
        }

        private void facts(RelayHistory relay, String line) {
            Matcher runs = RUNS.matcher(line);
            Matcher uptime = UPTIME.matcher(line);
            if (runs.matches()) {
                relay.runLength = Long.parseLong(runs.group(1));
                relay.runWeights = Double.parseDouble(runs.group(2));
                relay.startOfRun = moved(runs.group(3));
            } else if (uptime.matches()) {
                relay.uptime = Long.parseLong(uptime.group(1));
                relay.timeKnown = Long.parseLong(uptime.group(2));
                relay.startOfDowntime = moved(uptime.group(3));
            } else if (line.startsWith("+MTBF") || line.startsWith("+WFU")) {
                wrong.add(line);
            }
        }

        /** A time as long before now as it was before the file was stored; 0 for one that makes no sense. */
        private long moved(String text) {
            long time = text == null ? 0 : Times.parse(text);
            long since = histories.trackedSince;
            if (time <= 0 || time < since - YEAR || time > stored) {
                return 0;
            }
            return time < since ? since : Math.max(since, now - (stored - time));
        }

        /** A start that is insanely early is replaced by the earliest one that the runs allow. */
        private void recoverStart() {
            if (histories.trackedSince < YEAR) {
                histories.trackedSince = histories.all.values().stream()
                        .filter(one -> one.startOfRun != 0)
                        .mapToLong(one -> one.startOfRun - one.runLength)
                        .min()
                        .orElse(now);
            }
        }
    }
}
