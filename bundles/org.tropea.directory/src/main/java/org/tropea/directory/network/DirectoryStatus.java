package org.tropea.directory.network;

import java.util.List;
import org.tropea.directory.fetch.MirrorStatus;
import org.tropea.net.directory.Bootstrap;

/**
 * How a router's directory stands. Immutable; any thread. Times are seconds since 1970, 0 where there is none.
 *
 * @param phase how far it is
 * @param consensus the microdesc consensus in force, in words; {@code -} when there is none
 * @param validAfter when that began to hold
 * @param freshUntil when there is a newer one
 * @param validUntil when it ends
 * @param relays how many relays it lists
 * @param nextFetch when the next one is asked for at the earliest
 * @param certificates how many key certificates there are
 * @param microdescriptors how many microdescriptors there are
 * @param missing how many are missing
 * @param pathFraction which part of all paths can be built, from 0 to 1
 * @param serves whether it serves documents to others
 * @param mirrors who may be asked, and how they did
 */
public record DirectoryStatus(
        Bootstrap.Phase phase,
        String consensus,
        long validAfter,
        long freshUntil,
        long validUntil,
        int relays,
        long nextFetch,
        int certificates,
        int microdescriptors,
        int missing,
        double pathFraction,
        boolean serves,
        List<MirrorStatus> mirrors) {}
