package org.tropea.core.shell;

import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tropea.core.pipeline.PipelineComponent;
import org.tropea.core.pipeline.RouterPipeline;

/** {@code mux:list} and {@code mux:use}. */
@Component(
        service = MuxCommands.class,
        property = {
            "osgi.command.scope=mux",
            "osgi.command.function=list",
            "osgi.command.function=use",
            "tropea.command.reads=list",
            "tropea.command.options=router",
            "tropea.command.options=channels",
            "tropea.command.complete.router=routers",
            "tropea.command.complete.name=names",
            "tropea.command.help.list=The circuitmux policies, and which run",
            "tropea.command.help.use=Chooses one, or auto; for some channels"
        })
public final class MuxCommands {
    private final PipelineComponent pipelines;

    /** Commands about the routers of {@code pipelines}. */
    @Activate
    public MuxCommands(@Reference PipelineComponent pipelines) {
        this.pipelines = pipelines;
    }

    /** The candidates, the most wanted first. */
    public List<PolicyLine> list(String router) {
        return PolicyLine.of(Routers.find(pipelines, router).muxPolicies());
    }

    /**
     * Chooses the one called {@code name}; {@code auto} leaves it to the options and ranking. With {@code channels}, an
     * LDAP filter, only for those that match.
     */
    public String use(String router, String channels, String name) {
        return PolicyLine.use(Routers.find(pipelines, router).muxPolicies(), name, channels);
    }

    /** Names of routers, for completion. */
    public List<String> routers() {
        return Routers.names(pipelines);
    }

    /** Names of policies, and auto, for completion. */
    public List<String> names() {
        return PolicyLine.names(pipelines, RouterPipeline::muxPolicies);
    }
}
