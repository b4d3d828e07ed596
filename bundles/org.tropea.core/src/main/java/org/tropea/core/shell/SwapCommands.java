package org.tropea.core.shell;

import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tropea.core.pipeline.PipelineComponent;
import org.tropea.core.slot.Swap;

/** {@code swap:log}. */
@Component(
        service = SwapCommands.class,
        property = {
            "osgi.command.scope=swap",
            "osgi.command.function=log",
            "tropea.command.reads=log",
            "tropea.command.options=router",
            "tropea.command.help.log=What was swapped for what, and why"
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
}
