package org.tropea.core.shell;

import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tropea.core.circuit.CircuitStatus;
import org.tropea.core.conn.Why;
import org.tropea.core.edge.StreamStatus;
import org.tropea.core.pipeline.PipelineComponent;
import org.tropea.core.pipeline.RouterPipeline;
import org.tropea.flow.fault.LocalFault;

/** {@code circ:list}, {@code circ:path}, {@code circ:streams}, {@code circ:top}, {@code circ:close}. */
@Component(
        service = CircCommands.class,
        property = {
            "osgi.command.scope=circ",
            "osgi.command.function=list",
            "osgi.command.function=path",
            "osgi.command.function=why",
            "osgi.command.function=streams",
            "osgi.command.function=top",
            "osgi.command.function=close",
            "tropea.command.reads=list",
            "tropea.command.reads=path",
            "tropea.command.reads=why",
            "tropea.command.reads=streams",
            "tropea.command.reads=top",
            "tropea.command.refresh=top",
            "tropea.command.options=router",
            "tropea.command.options=most",
            "tropea.command.complete.router=routers",
            "tropea.command.complete.id=circuits",
            "tropea.command.help.list=The circuits and their queues",
            "tropea.command.help.path=All that is known of a circuit's path",
            "tropea.command.help.streams=The streams of a circuit that end here",
            "tropea.command.help.top=The busiest circuits, by cells per second",
            "tropea.command.help.why=Why a circuit's streams do not flow",
            "tropea.command.help.close=Closes a circuit; both neighbours hear it"
        })
public final class CircCommands {
    private final PipelineComponent pipelines;

    /** Commands about the routers of {@code pipelines}. */
    @Activate
    public CircCommands(@Reference PipelineComponent pipelines) {
        this.pipelines = pipelines;
    }

    /**
     * One line of {@code circ:list}: {@code prev} and {@code next} are channels (next is 0 where the circuit ends here),
     * {@code forward} and {@code backward} relay cells so far, {@code queued} cells that wait either way, {@code age} in
     * seconds.
     */
    public record Line(
            long id,
            String state,
            String onward,
            long prev,
            long next,
            long forward,
            long backward,
            int queued,
            int streams,
            long age) {
        static Line of(CircuitStatus circuit) {
            return new Line(
                    circuit.number(),
                    circuit.state().name(),
                    circuit.onward().name(),
                    circuit.prevChannel(),
                    circuit.nextChannel(),
                    circuit.cellsForward(),
                    circuit.cellsBackward(),
                    circuit.queuedBackward() + circuit.queuedForward(),
                    circuit.streams(),
                    circuit.ageSeconds());
        }
    }

    /** Every circuit. */
    public List<Line> list(String router) throws LocalFault {
        return Routers.find(pipelines, router).circuitStatus().stream()
                .map(Line::of)
                .toList();
    }

    /** What this relay knows of the path of circuit {@code id}. */
    public CircuitPath path(String router, long id) throws LocalFault {
        RouterPipeline found = Routers.find(pipelines, router);
        CircuitStatus circuit = found.circuitStatus().stream()
                .filter(each -> each.number() == id)
                .findFirst()
                .orElseThrow(() -> missing(id));
        return CircuitPath.of(circuit, found.channelStatus());
    }

    /** The streams of circuit {@code id}; conn:why tells more of each connection. */
    public List<StreamStatus> streams(String router, long id) throws LocalFault {
        List<StreamStatus> streams = Routers.find(pipelines, router).streamStatus(id);
        if (streams == null) {
            throw missing(id);
        }
        return streams;
    }

    /** The {@code most} (0: 20) circuits that moved the most cells in the half second that this takes. */
    public List<CircuitRate> top(String router, int most) throws LocalFault, InterruptedException {
        return CircuitRate.busiest(Routers.find(pipelines, router), most);
    }

    /** Each reason for which the streams of circuit {@code id} pause, and the channels it is on. */
    public List<Why> why(String router, long id) throws LocalFault {
        List<Why> lines = Routers.find(pipelines, router).circuitWhy(id);
        if (lines.isEmpty()) {
            throw missing(id);
        }
        return lines;
    }

    /** Closes circuit {@code id}: both neighbours get DESTROY with reason REQUESTED. */
    public String close(String router, long id) throws LocalFault {
        if (!Routers.find(pipelines, router).closeCircuit(id)) {
            throw missing(id);
        }
        return "circuit " + id + " is closed";
    }

    private static IllegalArgumentException missing(long id) {
        return new IllegalArgumentException("no circuit " + id + "; circ:list shows them");
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
