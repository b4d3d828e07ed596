package org.tropea.authority.random;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tropea.netdoc.status.SharedRandomCommit;
import org.tropea.netdoc.status.SharedRandomValue;
import org.tropea.netdoc.value.Octets;
import org.tropea.netdoc.value.Times;
import org.tropea.netdoc.value.ValueFault;

/**
 * What C tor's file {@code sr-state} says: all of a run that an authority must not forget (srv-spec). Immutable.
 *
 * @param validAfter the round for which this was prepared, seconds since 1970
 * @param validUntil when the run is over, seconds since 1970
 * @param commits the commitments, by identity, one of each authority; ours always with its number
 * @param previous the shared random value before the last, or null
 * @param current the last shared random value, or null
 */
public record RandomState(
        long validAfter,
        long validUntil,
        List<SharedRandomCommit> commits,
        SharedRandomValue previous,
        SharedRandomValue current) {
    private static final String PREVIOUS = "SharedRandPreviousValue";
    private static final String CURRENT = "SharedRandCurrentValue";
    private static final int VALUE_BYTES = 32;

    /** The file's text, written at {@code now}. */
    public String text(long now) {
        StringBuilder out = new StringBuilder();
        out.append("# Tor shared random state file last generated on ").append(Times.text(now));
        out.append(" UTC\n# Please *do not* edit this file.\n\nVersion 1\nTorVersion Tropea\n");
        out.append("ValidAfter ").append(Times.text(validAfter)).append('\n');
        out.append("ValidUntil ").append(Times.text(validUntil)).append('\n');
        for (SharedRandomCommit one : commits) {
            out.append("Commit 1 ").append(one.algorithm()).append(' ').append(one.identity());
            out.append(' ').append(encoded(one.commit()));
            out.append(one.isRevealed() ? " " + encoded(one.reveal()) : "").append('\n');
        }
        value(out, PREVIOUS, previous);
        value(out, CURRENT, current);
        return out.toString();
    }

    private static void value(StringBuilder out, String key, SharedRandomValue value) {
        if (value != null) {
            out.append(key).append(' ').append(value.reveals()).append(' ');
            out.append(encoded(value.value())).append('\n');
        }
    }

    private static String encoded(Octets octets) {
        return Base64.getEncoder().encodeToString(octets.bytes());
    }

    /** Reads the file, C tor's or ours; a fault says what is wrong. Commitments that we do not understand are left out. */
    public static RandomState parse(byte[] file) throws ValueFault {
        Map<String, String> values = new HashMap<>();
        List<SharedRandomCommit> commits = new ArrayList<>();
        for (String line : new String(file, StandardCharsets.UTF_8).split("\n")) {
            String[] words = line.strip().split("\\s+", 2);
            if (words[0].equals("Commit") && words.length > 1) {
                SharedRandomCommit commit = commit(words[1].split("\\s+"));
                if (commit != null) {
                    commits.add(commit);
                }
            } else if (words.length > 1 && !words[0].startsWith("#") && values.put(words[0], words[1]) != null) {
                throw new ValueFault(words[0] + " comes twice");
            }
        }
        if (!"1".equals(values.get("Version"))) {
            throw new ValueFault("Version " + values.get("Version") + ", accepted is 1");
        }
        RandomState state = new RandomState(
                time(values, "ValidAfter"),
                time(values, "ValidUntil"),
                List.copyOf(commits),
                value(values.get(PREVIOUS)),
                value(values.get(CURRENT)));
        if (state.validAfter >= state.validUntil) {
            throw new ValueFault("ValidUntil is not after ValidAfter");
        }
        return state;
    }

    private static long time(Map<String, String> values, String key) throws ValueFault {
        long time = Times.parse(values.getOrDefault(key, ""));
        if (time < 0) {
            throw new ValueFault(key + " \"" + values.get(key) + "\" is not YYYY-MM-DD HH:MM:SS");
        }
        return time;
    }

    private static SharedRandomCommit commit(String... words) throws ValueFault {
        boolean known = words.length >= 4 && words[0].equals("1") && words[1].equals("sha3-256");
        return known
                ? new SharedRandomCommit(
                        1,
                        words[1],
                        Octets.ofHex(words[2]),
                        octets(words[3], SharedRandomCommit.LENGTH),
                        words.length > 4 ? octets(words[4], SharedRandomCommit.LENGTH) : null)
                : null;
    }

    private static SharedRandomValue value(String text) throws ValueFault {
        if (text == null) {
            return null;
        }
        String[] words = text.split("\\s+");
        try {
            return new SharedRandomValue(Long.parseLong(words[0]), octets(words[words.length - 1], VALUE_BYTES));
        } catch (NumberFormatException malformed) {
            throw new ValueFault("\"" + text + "\" is not NUMBER VALUE");
        }
    }

    private static Octets octets(String base64, int length) throws ValueFault {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            if (bytes.length == length) {
                return Octets.wrap(Arrays.copyOf(bytes, length));
            }
        } catch (IllegalArgumentException malformed) {
            // told below
        }
        throw new ValueFault("\"" + base64 + "\" is not base64 of " + length + " bytes");
    }
}
