package org.tropea.core.conn;

/**
 * One pair of a router's token buckets at one moment: for reading and for writing, under the same limits.
 *
 * @param name whose bytes they limit: {@code all} or {@code relayed}
 * @param rate bytes per second
 * @param burst the most bytes that each holds
 * @param readLeft bytes that may be read now; below 0 when some had to be read anyway
 * @param writeLeft bytes that may be written now
 */
public record BucketStatus(String name, long rate, long burst, long readLeft, long writeLeft) {}
