package org.tropea.core.shell;

import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tropea.core.conn.ConnectionStatus;
import org.tropea.core.pipeline.PipelineComponent;
import org.tropea.flow.fault.LocalFault;

/** {@code listener:list}. */
@Component(
        service = ListenerCommands.class,
        property = {
            "osgi.command.scope=listener",
            "osgi.command.function=list",
            "tropea.command.reads=list",
            "tropea.command.options=router",
            "tropea.command.complete.router=routers",
            "tropea.command.help.list=Where connections are accepted, or why not"
        })
public final class ListenerCommands {
    private static final Set<String> STATES = Set.of("LISTENING", "WAITING");

    private final PipelineComponent pipelines;

    /** Commands about the routers of {@code pipelines}. */
    @Activate
    public ListenerCommands(@Reference PipelineComponent pipelines) {
        this.pipelines = pipelines;
    }

    /**
     * One line of {@code listener:list}: {@code type} of the connections, WAITING for a bundle that brings listeners or
     * LISTENING, and what holds accepting, with ages; {@code -} when nothing does.
     */
    public record Line(String type, String address, String state, boolean accepting, String held) {}

    /** Every listener. */
    public List<Line> list(String router) throws LocalFault {
        return Routers.answer(Routers.find(pipelines, router).connections().status()).stream()
                .filter(each -> STATES.contains(each.state()))
                .map(ListenerCommands::line)
                .toList();
    }

    private static Line line(ConnectionStatus each) {
        boolean free = each.reading().equals("-");
        return new Line(each.type(), each.local(), each.state(), free, each.reading());
    }

    /** Names of routers, for completion. */
    public List<String> routers() {
        return Routers.names(pipelines);
    }
}
