package org.tropea.core.shell;

import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tropea.core.pipeline.PipelineComponent;
import org.tropea.core.pipeline.RouterPipeline;

/** {@code buffer:list} and {@code buffer:use}. */
@Component(
        service = BufferCommands.class,
        property = {
            "osgi.command.scope=buffer",
            "osgi.command.function=list",
            "osgi.command.function=use",
            "tropea.command.reads=list",
            "tropea.command.options=router",
            "tropea.command.complete.router=routers",
            "tropea.command.complete.name=names",
            "tropea.command.help.list=The buffer layers, and which one is used",
            "tropea.command.help.use=Chooses one by name, or auto"
        })
public final class BufferCommands {
    private final PipelineComponent pipelines;

    /** Commands about the routers of {@code pipelines}. */
    @Activate
    public BufferCommands(@Reference PipelineComponent pipelines) {
        this.pipelines = pipelines;
    }

    /** The candidates, the most wanted first. */
    public List<PolicyLine> list(String router) {
        return PolicyLine.of(Routers.find(pipelines, router).bufferLayers());
    }

    /** Chooses the one called {@code name}; {@code auto} leaves it to ranking. */
    public String use(String router, String name) {
        return PolicyLine.use(Routers.find(pipelines, router).bufferLayers(), name);
    }

    /** Names of routers, for completion. */
    public List<String> routers() {
        return Routers.names(pipelines);
    }

    /** Names of layers, and auto, for completion. */
    public List<String> names() {
        return PolicyLine.names(pipelines, RouterPipeline::bufferLayers);
    }
}
