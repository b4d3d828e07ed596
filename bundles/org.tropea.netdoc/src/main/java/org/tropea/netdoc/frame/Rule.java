package org.tropea.netdoc.frame;

import org.tropea.crypto.RsaPublicKey;

/**
 * How often an item may stand in a section, where, with how many arguments and with which object. Extra arguments are
 * accepted unless {@link #arguments(int, int)} says otherwise, as forward compatibility demands (dir-spec 1.2).
 *
 * @param keyword the item's keyword
 * @param least how many times it must come
 * @param most how many times it may come
 * @param leastArguments how many arguments it must have
 * @param mostArguments how many it may have
 * @param object what stands below it
 * @param label the label of a needed object, or null when any will do
 * @param place where it must stand
 */
public record Rule(
        String keyword,
        int least,
        int most,
        int leastArguments,
        int mostArguments,
        ObjectRule object,
        String label,
        Place place) {
    private static final int MANY = Integer.MAX_VALUE;
    /** Arguments that any item may have, unknown ones too. */
    public static final int MOST_ARGUMENTS = 512;

    /** Whether an item has an object. */
    public enum ObjectRule {
        /** It must not. */
        NONE,
        /** It may. */
        OPTIONAL,
        /** It must. */
        NEEDED
    }

    /** Where an item stands among those of its section. */
    public enum Place {
        /** Before all others. */
        FIRST,
        /** Wherever it likes. */
        ANYWHERE,
        /** After all others. */
        LAST
    }

    private static Rule of(String keyword, int least, int most) {
        return new Rule(keyword, least, most, 0, MANY, ObjectRule.NONE, null, Place.ANYWHERE);
    }

    /** Exactly once. */
    public static Rule once(String keyword) {
        return of(keyword, 1, 1);
    }

    /** At most once. */
    public static Rule atMostOnce(String keyword) {
        return of(keyword, 0, 1);
    }

    /** Once or more. */
    public static Rule atLeastOnce(String keyword) {
        return of(keyword, 1, MANY);
    }

    /** Any number of times. */
    public static Rule any(String keyword) {
        return of(keyword, 0, MANY);
    }

    /** The same with at least {@code least} arguments. */
    public Rule arguments(int count) {
        return arguments(count, MANY);
    }

    /** The same with {@code from} to {@code to} arguments. */
    public Rule arguments(int from, int to) {
        return new Rule(keyword, least, most, from, to, object, label, place);
    }

    /** The same with an object of this label below it. */
    public Rule object(String needed) {
        return new Rule(keyword, least, most, leastArguments, mostArguments, ObjectRule.NEEDED, needed, place);
    }

    /** The same with an object of any label below it. */
    public Rule anyObject() {
        return object(null);
    }

    /** The same with an RSA public key below it. */
    public Rule rsaKey() {
        return object(RsaPublicKey.LABEL);
    }

    /** The same with an object of this label below it, or none. */
    public Rule maybeObject(String allowed) {
        return new Rule(keyword, least, most, leastArguments, mostArguments, ObjectRule.OPTIONAL, allowed, place);
    }

    /** The same at the section's start. */
    public Rule first() {
        return new Rule(keyword, least, most, leastArguments, mostArguments, object, label, Place.FIRST);
    }

    /** The same at the section's end. */
    public Rule last() {
        return new Rule(keyword, least, most, leastArguments, mostArguments, object, label, Place.LAST);
    }

    /** Refuses an item that has other arguments or another object than this rule says. */
    void check(Item item) throws DocumentFault {
        if (leastArguments > 0 || mostArguments != MANY) {
            int count = item.arguments().size();
            if (count < leastArguments || count > mostArguments) {
                throw item.fault("has " + count + " arguments, accepted are " + accepted());
            }
        }
        if (item.object() != null && object == ObjectRule.NONE) {
            throw item.fault("has an object, accepted is none");
        }
        if (item.object() == null && object == ObjectRule.NEEDED) {
            throw item.fault("needs an object" + (label == null ? "" : " of type \"" + label + "\""));
        }
        if (item.object() != null && label != null) {
            item.object(label);
        }
    }

    private String accepted() {
        return mostArguments == MANY
                ? leastArguments + " or more"
                : leastArguments == mostArguments ? "" + leastArguments : leastArguments + " to " + mostArguments;
    }
}
