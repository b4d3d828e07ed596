package org.tropea.core.shell;

import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tropea.core.conn.ConnectionStatus;
import org.tropea.core.conn.Why;
import org.tropea.core.pipeline.PipelineComponent;
import org.tropea.flow.fault.LocalFault;

/** {@code conn:list}, {@code conn:why}, {@code conn:hold}, {@code conn:release}. */
@Component(
        service = ConnCommands.class,
        property = {
            "osgi.command.scope=conn",
            "osgi.command.function=list",
            "osgi.command.function=why",
            "osgi.command.function=hold",
            "osgi.command.function=release",
            "tropea.command.reads=list",
            "tropea.command.reads=why",
            "tropea.command.options=router",
            "tropea.command.complete.router=routers",
            "tropea.command.complete.id=connections",
            "tropea.command.help.list=The connections and their buffers",
            "tropea.command.help.why=Why a connection is paused: who, how long",
            "tropea.command.help.hold=Pauses a connection both ways",
            "tropea.command.help.release=Lets a held connection go on"
        })
public final class ConnCommands {
    private final PipelineComponent pipelines;

    /** Commands about the routers of {@code pipelines}. */
    @Activate
    public ConnCommands(@Reference PipelineComponent pipelines) {
        this.pipelines = pipelines;
    }

    /** One line of {@code conn:list}; {@code by}: the transport. */
    public record Line(
            long id, String type, String state, String remote, String by, int in, int out, long read, long written) {}

    /** Every connection. */
    public List<Line> list(String router) throws LocalFault {
        return status(router).stream()
                .map(c -> new Line(
                        c.id(),
                        c.type(),
                        c.state(),
                        c.remote(),
                        c.transport(),
                        c.inbufBytes(),
                        c.outbufBytes(),
                        c.bytesRead(),
                        c.bytesWritten()))
                .toList();
    }

    /** Each reason for which connection or listener {@code id} is paused. */
    public List<Why> why(String router, long id) throws LocalFault {
        List<Why> lines =
                Routers.answer(Routers.find(pipelines, router).connections().why(id));
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("no connection " + id + "; conn:list shows them");
        }
        return lines;
    }

    /** Holds OPERATOR on both directions of connection {@code id}. */
    public String hold(String router, long id) throws LocalFault {
        Routers.find(pipelines, router).connections().hold(one(router, id).id(), true, true);
        return "connection " + id + " is held";
    }

    /** Lifts OPERATOR from connection {@code id}. */
    public String release(String router, long id) throws LocalFault {
        Routers.find(pipelines, router).connections().hold(one(router, id).id(), false, false);
        return "connection " + id + " goes on";
    }

    private ConnectionStatus one(String router, long id) throws LocalFault {
        return status(router).stream()
                .filter(connection -> connection.id() == id)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no connection " + id + "; conn:list shows them"));
    }

    private List<ConnectionStatus> status(String router) throws LocalFault {
        return Routers.answer(Routers.find(pipelines, router).connections().status());
    }

    /** Names of routers, for completion. */
    public List<String> routers() {
        return Routers.names(pipelines);
    }

    /** Ids of connections and listeners, for completion. */
    public List<String> connections() {
        return Routers.ids(
                pipelines,
                router -> Routers.answer(router.connections().status()).stream()
                        .map(ConnectionStatus::id)
                        .toList());
    }
}
