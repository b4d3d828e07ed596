package org.tropea.netdoc.status;

import org.tropea.netdoc.frame.DocumentFault;
import org.tropea.netdoc.frame.DocumentWriter;
import org.tropea.netdoc.frame.Item;
import org.tropea.netdoc.frame.Section;

/**
 * When a consensus holds and how long its making takes (dir-spec 1.4), in seconds since 1970 and seconds.
 *
 * @param validAfter when it begins to hold
 * @param freshUntil when the next one should be there
 * @param validUntil when it ends
 * @param voteSeconds how long votes are collected
 * @param distSeconds how long signatures are collected
 */
public record Schedule(long validAfter, long freshUntil, long validUntil, int voteSeconds, int distSeconds) {
    static Schedule read(Section section) throws DocumentFault {
        long validAfter = section.get("valid-after").time(0);
        long freshUntil = section.get("fresh-until").time(0);
        long validUntil = section.get("valid-until").time(0);
        if (freshUntil <= validAfter) {
            throw section.get("fresh-until").fault("is not after valid-after");
        }
        if (validUntil <= freshUntil) {
            throw section.get("valid-until").fault("is not after fresh-until");
        }
        Item delay = section.get("voting-delay");
        return new Schedule(validAfter, freshUntil, validUntil, seconds(delay, 0), seconds(delay, 1));
    }

    private static int seconds(Item delay, int index) throws DocumentFault {
        return (int) delay.number(index, 0, Integer.MAX_VALUE);
    }

    /** Whether it holds at {@code now}, seconds since 1970. */
    public boolean isValidAt(long now) {
        return now >= validAfter && now <= validUntil;
    }

    void print(DocumentWriter out) {
        out.time("valid-after", validAfter).time("fresh-until", freshUntil).time("valid-until", validUntil);
        out.line("voting-delay", voteSeconds, distSeconds);
    }
}
