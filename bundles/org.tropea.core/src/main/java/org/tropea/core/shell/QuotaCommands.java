package org.tropea.core.shell;

import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tropea.core.pipeline.PipelineComponent;
import org.tropea.flow.fault.LocalFault;

/** {@code quota:top}. */
@Component(
        service = QuotaCommands.class,
        property = {
            "osgi.command.scope=quota",
            "osgi.command.function=top",
            "tropea.command.reads=top",
            "tropea.command.refresh=top",
            "tropea.command.options=router",
            "tropea.command.options=most",
            "tropea.command.complete.router=routers",
            "tropea.command.help.top=Bandwidth: limits, buckets, KiB/s by user"
        })
public final class QuotaCommands {
    private final PipelineComponent pipelines;

    /** Commands about the routers of {@code pipelines}. */
    @Activate
    public QuotaCommands(@Reference PipelineComponent pipelines) {
        this.pipelines = pipelines;
    }

    /** The router's buckets, and the {@code most} (0: 20) connections that moved the most bytes in half a second. */
    public List<Quota> top(String router, int most) throws LocalFault, InterruptedException {
        return Quota.of(Routers.find(pipelines, router).connections(), most);
    }

    /** Names of routers, for completion. */
    public List<String> routers() {
        return Routers.names(pipelines);
    }
}
