package org.tropea.net.path;

import java.time.Instant;

/**
 * One sampled guard, for commands.
 *
 * @param fingerprint 40 digits in capitals
 * @param nickname as the latest consensus has it
 * @param primary its place among the primary guards, from 0; -1 when it is none
 * @param confirmed its place among those that were used, from 0; -1 when it was not
 * @param usable whether options and consensus allow it now
 * @param reachable {@code yes}, {@code no} or {@code maybe}
 * @param sampled when it came into the sample, to within days on purpose
 */
public record GuardStatus(
        String fingerprint,
        String nickname,
        int primary,
        int confirmed,
        boolean usable,
        String reachable,
        Instant sampled) {}
