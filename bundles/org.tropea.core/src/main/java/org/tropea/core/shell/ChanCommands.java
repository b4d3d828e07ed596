package org.tropea.core.shell;

import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tropea.core.channel.ChannelStatus;
import org.tropea.core.conn.Why;
import org.tropea.core.pipeline.PipelineComponent;
import org.tropea.flow.fault.LocalFault;

/** {@code chan:list}, {@code chan:show}, {@code chan:close}. */
@Component(
        service = ChanCommands.class,
        property = {
            "osgi.command.scope=chan",
            "osgi.command.function=list",
            "osgi.command.function=show",
            "osgi.command.function=why",
            "osgi.command.function=close",
            "tropea.command.reads=list",
            "tropea.command.reads=show",
            "tropea.command.reads=why",
            "tropea.command.options=router",
            "tropea.command.complete.router=routers",
            "tropea.command.complete.id=channels",
            "tropea.command.help.list=The channels and their circuits",
            "tropea.command.help.show=All there is to know of one channel",
            "tropea.command.help.why=Why a channel does not send",
            "tropea.command.help.close=Closes a channel, and its circuits with it"
        })
public final class ChanCommands {
    private final PipelineComponent pipelines;

    /** Commands about the routers of {@code pipelines}. */
    @Activate
    public ChanCommands(@Reference PipelineComponent pipelines) {
        this.pipelines = pipelines;
    }

    /**
     * One line of {@code chan:list}: {@code circ} circuits, {@code queued} cells that wait, DESTROYs included,
     * {@code in} and {@code out} cells so far, {@code age} in seconds.
     */
    public record Line(
            long id, String state, String remote, int circ, int queued, long in, long out, long age, String peer) {
        static Line of(ChannelStatus channel) {
            return new Line(
                    channel.id(),
                    channel.state().name(),
                    channel.remote(),
                    channel.circuits(),
                    channel.cells(),
                    channel.cellsIn(),
                    channel.cellsOut(),
                    channel.ageSeconds(),
                    channel.peer());
        }
    }

    /** Every channel. */
    public List<Line> list(String router) throws LocalFault {
        return Routers.find(pipelines, router).channelStatus().stream()
                .map(Line::of)
                .toList();
    }

    /** Channel {@code id} with everything that is known of it. */
    public ChannelStatus show(String router, long id) throws LocalFault {
        return Routers.find(pipelines, router).channelStatus().stream()
                .filter(channel -> channel.id() == id)
                .findFirst()
                .orElseThrow(() -> missing(id));
    }

    /** Each reason for which {@code id}'s channel does not send. */
    public List<Why> why(String router, long id) throws LocalFault {
        List<Why> lines = Routers.find(pipelines, router).channelWhy(id);
        if (lines.isEmpty()) {
            throw missing(id);
        }
        return lines;
    }

    /** Closes channel {@code id}: its circuits at once, its connection after what was written is flushed. */
    public String close(String router, long id) throws LocalFault {
        if (!Routers.find(pipelines, router).closeChannel(id)) {
            throw missing(id);
        }
        return "channel " + id + " is closed";
    }

    private static IllegalArgumentException missing(long id) {
        return new IllegalArgumentException("no channel " + id + "; chan:list shows them");
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
