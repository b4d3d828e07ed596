package org.tropea.core.shell;

import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tropea.core.channel.ChannelStatus;
import org.tropea.core.conn.Why;
import org.tropea.core.pipeline.PipelineComponent;
import org.tropea.flow.fault.LocalFault;

/** {@code chan:why}. */
@Component(
        service = ChanWhyCommand.class,
        property = {
            "osgi.command.scope=chan",
            "osgi.command.function=why",
            "tropea.command.reads=why",
            "tropea.command.options=router",
            "tropea.command.complete.router=routers",
            "tropea.command.complete.id=channels",
            "tropea.command.help.why=Why a channel does not send"
        })
public final class ChanWhyCommand {
    private final PipelineComponent pipelines;

    /** A command about the routers of {@code pipelines}. */
    @Activate
    public ChanWhyCommand(@Reference PipelineComponent pipelines) {
        this.pipelines = pipelines;
    }

    /** Each reason for which {@code id}'s channel does not send. */
    public List<Why> why(String router, long id) throws LocalFault {
        List<Why> lines = Routers.find(pipelines, router).channelWhy(id);
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("no channel " + id + "; chan:list shows them");
        }
        return lines;
    }

    /** Names of routers, for completion. */
    public List<String> routers() {
        return Routers.names(pipelines);
    }

    /** Ids of channels, for completion. */
    public List<String> channels() {
        return Routers.ids(
                pipelines,
                router -> router.channelStatus().stream().map(ChannelStatus::id).toList());
    }
}
