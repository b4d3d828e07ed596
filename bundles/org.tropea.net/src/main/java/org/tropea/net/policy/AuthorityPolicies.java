package org.tropea.net.policy;

import java.util.List;
import org.tropea.net.option.Options;

/** The address patterns by which an authority judges relays. Stateless. */
public final class AuthorityPolicies {
    /** Whose relays may not take part. */
    public static final String REJECT = "AuthDirReject";
    /** Whose relays are not Valid. */
    public static final String INVALID = "AuthDirInvalid";
    /** Whose relays are bad exits. */
    public static final String BAD_EXIT = "AuthDirBadExit";
    /** Whose relays are to be in the middle alone. */
    public static final String MIDDLE_ONLY = "AuthDirMiddleOnly";

    private static final List<String> ALL = List.of(REJECT, INVALID, BAD_EXIT, MIDDLE_ONLY);

    private AuthorityPolicies() {}

    /** Refuses a pattern that is malformed: an {@link org.tropea.net.option.OptionFault} names its option. */
    public static void check(Options options) {
        ALL.forEach(name -> of(options, name));
    }

    /** Address patterns as in an exit policy; without a verb they are rejected; ports do not count. */
    public static AddressPolicy of(Options options, String name) {
        List<String> rules = options.list(name).stream()
                .map(rule -> rule.matches("(accept|reject)6?\\s.*") ? rule : "reject " + rule)
                .map(rule -> rule.replaceFirst("(?<=[0-9*\\]e]):[0-9*-]+$", ""))
                .toList();
        return AddressPolicy.parse(name, rules);
    }
}
