package org.tropea.directory.fetch;

import java.time.DateTimeException;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tropea.net.directory.DirResponse;

/**
 * Compares our clock with the {@code Date} of mirrors' answers, as C tor does: half an hour is too much for consensuses
 * and descriptors. An authority's word is a warning, said once until that authority agrees with us again; a mirror's is
 * a note, as it may be its own clock that is wrong. On the conductor.
 */
public final class ClockSkew {
    private static final Logger LOG = LoggerFactory.getLogger(ClockSkew.class);
    private static final long MOST_SECONDS = 30 * 60;
    private static final int SECONDS_A_MINUTE = 60;

    private final String router;
    private final Consumer<String> warning;
    private final Consumer<String> note;
    private final Set<String> told = new HashSet<>();

    /** For the router of that name; says in the log what it has to say. */
    public ClockSkew(String router) {
        this(router, LOG::warn, LOG::info);
    }

    ClockSkew(String router, Consumer<String> warning, Consumer<String> note) {
        this.router = router;
        this.warning = warning;
        this.note = note;
    }

    /**
     * {@code mirror} answered what it was asked at {@code askedAt}, seconds since 1970 by our clock; {@code trusted}: it
     * is an authority. Returns by how many seconds our clock is ahead, 0 when that is within bounds or unknown.
     */
    public long compare(Mirror mirror, boolean trusted, long askedAt, DirResponse answer) {
        long date = seconds(answer.header("Date"));
        long ahead = date == 0 ? 0 : askedAt - date;
        if (Math.abs(ahead) <= MOST_SECONDS) {
            if (date != 0) {
                told.remove(mirror.key());
            }
            return 0;
        }
        if (told.add(mirror.key())) {
            tell(mirror, trusted, ahead);
        }
        return ahead;
    }

    private void tell(Mirror mirror, boolean trusted, long ahead) {
        String words = "Router " + router + ": by the clock of " + mirror.name() + " ours is "
                + Math.abs(ahead) / SECONDS_A_MINUTE + " minutes " + (ahead > 0 ? "ahead" : "behind");
        if (trusted) {
            warning.accept(words + "; without the right time no consensus can be used: check time, time zone and date");
        } else {
            note.accept(words + "; one of the two is wrong");
        }
    }

    /** A missing or malformed date counts as none. */
    private static long seconds(String date) {
        try {
            return date.isEmpty()
                    ? 0
                    : ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toEpochSecond();
        } catch (DateTimeException malformed) {
            return 0;
        }
    }
}
