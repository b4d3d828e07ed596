package org.tropea.itests.swap;

import org.tropea.itests.swap.load.Load.Volume;

/**
 * How much of everything.
 *
 * @param pairs runs with and runs without swapping
 * @param seconds length of each run
 * @param warmUp length of each of the two runs before, in seconds
 * @param volume circuits, streams and bytes
 * @param versions versions of one bundle
 * @param demanding whether throughput and times must meet their limits, or are only shown
 */
public record Plan(int pairs, int seconds, int warmUp, Volume volume, int versions, boolean demanding) {}
