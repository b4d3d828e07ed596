package org.tropea.core.shell;

import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tropea.core.circuit.CircuitStatus;
import org.tropea.core.conn.Why;
import org.tropea.core.pipeline.PipelineComponent;
import org.tropea.flow.fault.LocalFault;

/** {@code circ:why}. */
@Component(
        service = CircWhyCommand.class,
        property = {
            "osgi.command.scope=circ",
            "osgi.command.function=why",
            "tropea.command.reads=why",
            "tropea.command.options=router",
            "tropea.command.complete.router=routers",
            "tropea.command.complete.id=circuits",
            "tropea.command.help.why=Why a circuit's streams do not flow"
        })
public final class CircWhyCommand {
    private final PipelineComponent pipelines;

    /** A command about the routers of {@code pipelines}. */
    @Activate
    public CircWhyCommand(@Reference PipelineComponent pipelines) {
        this.pipelines = pipelines;
    }

    /** Each reason for which the streams of circuit {@code id} pause, and the channels it is on. */
    public List<Why> why(String router, long id) throws LocalFault {
        List<Why> lines = Routers.find(pipelines, router).circuitWhy(id);
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("no circuit " + id + "; circ:list shows them");
        }
        return lines;
    }

    /** Names of routers, for completion. */
    public List<String> routers() {
        return Routers.names(pipelines);
    }

    /** Ids of circuits, for completion. */
    public List<String> circuits() {
        return Routers.ids(
                pipelines,
                router -> router.circuitStatus().stream()
                        .map(CircuitStatus::number)
                        .toList());
    }
}
