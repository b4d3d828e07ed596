package org.tropea.core.shell;

import java.time.Instant;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tropea.core.pipeline.PipelineComponent;
import org.tropea.core.slot.Swap;

/** {@code swap:log} and {@code swap:stats}. */
@Component(
        service = SwapCommands.class,
        property = {
            "osgi.command.scope=swap",
            "osgi.command.function=log",
            "osgi.command.function=stats",
            "tropea.command.reads=log",
            "tropea.command.reads=stats",
            "tropea.command.options=router",
            "tropea.command.options=since",
            "tropea.command.complete.router=routers",
            "tropea.command.help.log=What was swapped for what, and why",
            "tropea.command.help.stats=How many swaps, and how fast they were"
        })
public final class SwapCommands {
    private final PipelineComponent pipelines;

    /** Commands about the routers of {@code pipelines}. */
    @Activate
    public SwapCommands(@Reference PipelineComponent pipelines) {
        this.pipelines = pipelines;
    }

    /** The last swaps, oldest first. */
    public List<Swap> log(String router) {
        return Routers.find(pipelines, router).swaps().swaps();
    }

    /** The swaps kept, by slot; with {@code since}, a time such as 2026-11-22T12:00:00Z, those from then on. */
    public List<SwapStats> stats(String router, String since) {
        Instant start = since == null ? Instant.MIN : SwapStats.time(since);
        return SwapStats.of(log(router).stream()
                .filter(swap -> !swap.when().isBefore(start))
                .toList());
    }

    /** Names of routers, for completion. */
    public List<String> routers() {
        return Routers.names(pipelines);
    }
}
