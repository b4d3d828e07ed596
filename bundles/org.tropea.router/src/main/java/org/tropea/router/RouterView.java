package org.tropea.router;

import java.util.List;
import org.tropea.flow.pipeline.PipelineStatus;
import org.tropea.flow.pipeline.PipelineTotals;

/**
 * What one router looked like at a moment, for commands.
 *
 * @param name its Nickname
 * @param configuration the PID of its configuration
 * @param state where it stood
 * @param fault why it does not run, or empty
 * @param upSeconds since when it runs; 0 when it does not
 * @param addresses where it can be reached, as advertised
 * @param status what there is in its pipeline
 * @param totals what it has carried since it started
 */
public record RouterView(
        String name,
        String configuration,
        ManagedRouter.State state,
        String fault,
        long upSeconds,
        List<String> addresses,
        PipelineStatus status,
        PipelineTotals totals) {
    private static final PipelineStatus NOTHING = new PipelineStatus(0, 0, 0, 0, "-", "-");
    private static final PipelineTotals NONE = new PipelineTotals(0, 0, 0, 0, 0, 0, 0, 0);

    static RouterView of(ManagedRouter managed, RunningRouter running) {
        return new RouterView(
                managed.name(),
                managed.configuration(),
                managed.state(),
                managed.fault(),
                running == null ? 0 : running.upSeconds(),
                running == null ? List.of() : running.addresses(),
                running == null ? NOTHING : running.pipeline().status(),
                running == null ? NONE : running.pipeline().totals());
    }
}
