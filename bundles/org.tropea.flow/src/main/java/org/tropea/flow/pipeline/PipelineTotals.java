package org.tropea.flow.pipeline;

/**
 * Totals of one router since its start. Bytes are those of relay traffic on OR connections; cells are relay cells.
 *
 * @param bytesRead bytes read from OR connections
 * @param bytesWritten bytes written to OR connections
 * @param cellsRelayed relay cells passed on to another hop
 * @param cellsDelivered relay cells recognized here
 * @param cellsOriginated relay cells made here
 * @param circuitsBuilt circuits created here
 * @param circuitsClosed circuits closed here
 * @param droppedCells cells dropped and counted because nobody wants them
 */
public record PipelineTotals(
        long bytesRead,
        long bytesWritten,
        long cellsRelayed,
        long cellsDelivered,
        long cellsOriginated,
        long circuitsBuilt,
        long circuitsClosed,
        long droppedCells) {}
