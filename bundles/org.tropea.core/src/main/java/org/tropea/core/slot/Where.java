package org.tropea.core.slot;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.Filter;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;

/**
 * For what a choice is meant: everything, or what an LDAP filter (RFC 4515, as the framework's own) matches, such as the
 * properties of a channel. Names of properties are compared without case. Immutable; any thread.
 */
public final class Where {
    /** The service property with such a filter: it limits a service to the channels that match and makes it preferred there. */
    public static final String FILTER = "tropea.channel.filter";

    /** For everything. */
    public static final Where EVERYWHERE = new Where(null);

    private static final Pattern ATTRIBUTE = Pattern.compile("(?<!\\\\)\\(\\s*([^()&|!=<>~\\s][^()=<>~]*?)\\s*[~<>]?=");

    private final Filter filter;

    private Where(Filter filter) {
        this.filter = filter;
    }

    /** What {@code text} means; IllegalArgumentException when it is no filter or names something not {@code known}. */
    public static Where parse(String text, List<String> known) {
        Filter parsed = filter(text, known);
        Matcher attributes = ATTRIBUTE.matcher(text);
        while (attributes.find()) {
            String name = attributes.group(1);
            if (known.stream().noneMatch(name::equalsIgnoreCase)) {
                throw new IllegalArgumentException(
                        "filter " + text + ": no property " + name + "; accepted are " + known);
            }
        }
        return new Where(parsed);
    }

    private static Filter filter(String text, List<String> known) {
        try {
            return FrameworkUtil.createFilter(text);
        } catch (InvalidSyntaxException bad) {
            throw new IllegalArgumentException(
                    "filter " + text + ": " + bad.getMessage() + "; accepted are LDAP filters over " + known, bad);
        }
    }

    /** Where this and {@code other} both are. */
    Where and(Where other) {
        if (filter == null || other.filter == null || text().equals(other.text())) {
            return filter == null ? other : this;
        }
        try {
            return new Where(FrameworkUtil.createFilter("(&" + text() + other.text() + ")"));
        } catch (InvalidSyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Whether it is meant for everything. */
    public boolean isEverywhere() {
        return filter == null;
    }

    /** Whether it is meant for what has {@code properties}. */
    public boolean matches(Map<String, ?> properties) {
        return filter == null || filter.match(FrameworkUtil.asDictionary(properties));
    }

    /** The filter, normalized; empty for everything. */
    public String text() {
        return filter == null ? "" : filter.toString();
    }

    @Override
    public String toString() {
        return text();
    }
}
