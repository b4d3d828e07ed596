package org.tropea.router.shell;

import java.util.List;
import org.tropea.flow.pipeline.PipelineStatus;
import org.tropea.flow.pipeline.PipelineTotals;
import org.tropea.router.RouterView;

/**
 * What {@code router:show} says of one router; names as in {@link RouterView}, {@link PipelineStatus} and
 * {@link PipelineTotals}.
 */
public record RouterSheet(
        String name,
        String state,
        String fault,
        String configuration,
        long upSeconds,
        List<String> addresses,
        int circuits,
        int streams,
        int channels,
        int connections,
        String scheduler,
        String circuitMux,
        long bytesRead,
        long bytesWritten,
        long cellsRelayed,
        long cellsDelivered,
        long cellsOriginated,
        long droppedCells,
        long circuitsBuilt,
        long circuitsClosed) {

    static RouterSheet of(RouterView router) {
        PipelineStatus status = router.status();
        PipelineTotals totals = router.totals();
        return new RouterSheet(
                router.name(),
                router.state().name(),
                router.fault().isEmpty() ? "-" : router.fault(),
                router.configuration(),
                router.upSeconds(),
                router.addresses(),
                status.circuits(),
                status.streams(),
                status.channels(),
                status.connections(),
                status.scheduler(),
                status.circuitMux(),
                totals.bytesRead(),
                totals.bytesWritten(),
                totals.cellsRelayed(),
                totals.cellsDelivered(),
                totals.cellsOriginated(),
                totals.droppedCells(),
                totals.circuitsBuilt(),
                totals.circuitsClosed());
    }
}
