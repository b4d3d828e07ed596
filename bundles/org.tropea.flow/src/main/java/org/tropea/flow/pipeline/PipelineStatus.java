package org.tropea.flow.pipeline;

/**
 * What there is in one router's data plane at a moment; each loop's part may lag a moment behind.
 *
 * @param circuits circuits, built or in the making
 * @param streams streams that end here
 * @param channels channels, open or not
 * @param connections connections over sockets
 * @param scheduler the name of the scheduler that decides; {@code -} when there is none
 * @param circuitMux the name of the circuitmux policy that decides; {@code -} when there is none
 */
public record PipelineStatus(
        int circuits, int streams, int channels, int connections, String scheduler, String circuitMux) {}
