package org.tropea.core.shell;

import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tropea.core.channel.ChannelStatus;
import org.tropea.core.pipeline.PipelineComponent;
import org.tropea.flow.fault.LocalFault;

/** {@code chan:list}. */
@Component(
        service = ChanCommands.class,
        property = {
            "osgi.command.scope=chan",
            "osgi.command.function=list",
            "tropea.command.reads=list",
            "tropea.command.options=router",
            "tropea.command.help.list=The channels and their circuits"
        })
public final class ChanCommands {
    private final PipelineComponent pipelines;

    /** Commands about the routers of {@code pipelines}. */
    @Activate
    public ChanCommands(@Reference PipelineComponent pipelines) {
        this.pipelines = pipelines;
    }

    /** Every channel, as it looks now. */
    public List<ChannelStatus> list(String router) throws LocalFault {
        return Routers.find(pipelines, router).channelStatus();
    }
}
