package org.tropea.authority.relays;

import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import org.tropea.netdoc.status.Flags;

/**
 * What an operator's rules make of a relay.
 *
 * @param rejection why it is rejected, in C tor's words; null when it is not
 * @param marks what is said of it besides
 */
record Standing(String rejection, Set<Mark> marks) {
    /** Nothing is said of it. */
    static final Standing FREE = new Standing(null, Set.of());

    /** What {@code approved-routers} and the AuthDir options can say of a relay. */
    enum Mark {
        /** It may not take part. */
        REJECT(null),
        /** It gets no Valid flag. */
        INVALID(null),
        /** It is a bad exit. */
        BADEXIT(null),
        /** It is to be in the middle alone. */
        MIDDLEONLY(null),
        /** It gets no Guard flag. */
        STRIPGUARD(Flags.GUARD),
        /** It gets no HSDir flag. */
        STRIPHSDIR(Flags.HS_DIR),
        /** It gets no V2Dir flag. */
        STRIPV2DIR(Flags.V2_DIR);

        private final String flag;

        Mark(String flag) {
            this.flag = flag;
        }
    }

    static Standing rejected(String why) {
        return new Standing(why, Set.of());
    }

    static Standing marked(Set<Mark> marks) {
        return marks.isEmpty() ? FREE : new Standing(null, EnumSet.copyOf(marks));
    }

    boolean isRejected() {
        return rejection != null;
    }

    boolean has(Mark mark) {
        return marks.contains(mark);
    }

    /** The flags that it does not get. */
    Set<String> stripped() {
        Set<String> flags = new TreeSet<>();
        marks.forEach(mark -> {
            if (mark.flag != null) {
                flags.add(mark.flag);
            }
        });
        return flags;
    }
}
