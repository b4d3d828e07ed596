package org.tropea.directory.network;

import java.time.Clock;
import java.util.Random;
import org.tropea.directory.fetch.Fetcher;
import org.tropea.directory.fetch.Mirrors;
import org.tropea.net.directory.Bootstrap;
import org.tropea.net.option.Options;
import org.tropea.net.store.StoredFiles;

/**
 * What the jobs of one router share. Its methods are called on the conductor.
 *
 * @param name the router's name
 * @param mirrors whom to ask
 * @param fetcher how to ask
 * @param files what is on disk
 * @param certificates the authorities' certificates
 * @param bootstrap how far we are
 * @param random jitter and choices
 * @param clock the time of day
 */
record Context(
        String name,
        Mirrors mirrors,
        Fetcher fetcher,
        StoredFiles files,
        Certificates certificates,
        Bootstrap bootstrap,
        Random random,
        Clock clock) {
    /** The same, with {@code next} run after each answer of a mirror. */
    Context then(Runnable next) {
        return new Context(name, mirrors, fetcher.then(next), files, certificates, bootstrap, random, clock);
    }

    /** Seconds since 1970. */
    long now() {
        return clock.instant().getEpochSecond();
    }

    /** Seconds of an option such as {@code 6} or {@code 10 seconds}. */
    static long seconds(Options options, String name) {
        return options.intervalMillis(name) / 1000;
    }
}
