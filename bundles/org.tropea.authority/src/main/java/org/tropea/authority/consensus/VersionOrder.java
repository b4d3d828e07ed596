package org.tropea.authority.consensus;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The order of C tor's version numbers, by which all recommended versions are sorted (version-spec). What is none comes
 * behind, sorted as text. Stateless.
 */
public final class VersionOrder {
    /** Sorts versions, with or without {@code "Tor "} in front. */
    public static final Comparator<String> VERSIONS = VersionOrder::compare;

    private static final Pattern SHAPE = Pattern.compile("(?:[Tt][Oo][Rr] )?(\\d{1,10})\\.(\\d{1,10})"
            + "(?:-(?<early>\\S*).*|\\.(?<micro>\\d{1,10})"
            + "(?:-(?<late>\\S*).*|(?<status>pre|rc|\\.)(?<patch>\\d{1,10})[-.]?(?<tag>\\S*).*)?)?");
    private static final int RELEASE = 2;
    private static final int CANDIDATE = 1;
    private static final int PRE = 0;

    private VersionOrder() {}

    private record Version(long major, long minor, long micro, int status, long patch, String tag) {}

    private static final Comparator<Version> PARSED = Comparator.comparingLong(Version::major)
            .thenComparingLong(Version::minor)
            .thenComparingLong(Version::micro)
            .thenComparingInt(Version::status)
            .thenComparingLong(Version::patch)
            .thenComparing(Version::tag, ByteOrder.TEXTS);

    private static int compare(String a, String b) {
        Version x = parse(a);
        Version y = parse(b);
        if (x != null && y != null) {
            return PARSED.compare(x, y);
        }
        return x != null ? -1 : y != null ? 1 : ByteOrder.TEXTS.compare(a, b);
    }

    /** Whether {@code platform}, when it says that it is C tor's, is at least as new as {@code least}. */
    public static boolean isAsNewAs(String platform, String least) {
        Version wanted = parse(least);
        Version version = platform.startsWith("Tor ") ? parse(platform) : null;
        return version == null || wanted == null || PARSED.compare(version, wanted) >= 0;
    }

    /** Whether this is a version number of C tor's. */
    public static boolean isVersion(String text) {
        return parse(text) != null;
    }

    private static Version parse(String text) {
        Matcher m = SHAPE.matcher(text);
        if (!m.matches()) {
            return null;
        }
        Version version = new Version(
                number(m.group(1)),
                number(m.group(2)),
                number(m.group("micro")),
                status(m.group("status")),
                number(m.group("patch")),
                firstOf(m.group("early"), m.group("late"), m.group("tag")));
        return Math.max(Math.max(version.major, version.minor), Math.max(version.micro, version.patch))
                        > Integer.MAX_VALUE
                ? null
                : version;
    }

    private static String firstOf(String... tags) {
        for (String tag : tags) {
            if (tag != null) {
                return tag;
            }
        }
        return "";
    }

    private static int status(String text) {
        return "pre".equals(text) ? PRE : "rc".equals(text) ? CANDIDATE : RELEASE;
    }

    private static long number(String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
