package org.tropea.core.shell;

import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tropea.core.circuit.CircuitStatus;
import org.tropea.core.pipeline.PipelineComponent;
import org.tropea.flow.fault.LocalFault;

/** {@code circ:list}. */
@Component(
        service = CircCommands.class,
        property = {
            "osgi.command.scope=circ",
            "osgi.command.function=list",
            "tropea.command.reads=list",
            "tropea.command.options=router",
            "tropea.command.help.list=The circuits and their queues"
        })
public final class CircCommands {
    private final PipelineComponent pipelines;

    /** Commands about the routers of {@code pipelines}. */
    @Activate
    public CircCommands(@Reference PipelineComponent pipelines) {
        this.pipelines = pipelines;
    }

    /** Every circuit, as it looks now. */
    public List<CircuitStatus> list(String router) throws LocalFault {
        return Routers.find(pipelines, router).circuitStatus();
    }
}
