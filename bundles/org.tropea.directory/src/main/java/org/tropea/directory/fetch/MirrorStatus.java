package org.tropea.directory.fetch;

/**
 * Somebody who may be asked, and how it did.
 *
 * @param name its name
 * @param kind {@code authority}, {@code fallback} or {@code relay}
 * @param address where it is, the ORPort first
 * @param failures how often it failed since it last answered well
 */
public record MirrorStatus(String name, String kind, String address, int failures) {}
