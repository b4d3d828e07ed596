package org.tropea.core.shell;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tropea.core.pipeline.Gaps;
import org.tropea.core.pipeline.PipelineComponent;
import org.tropea.core.pipeline.RouterPipeline;
import org.tropea.core.scheduler.ScheduledStatus;
import org.tropea.core.scheduler.SchedulerState;
import org.tropea.flow.fault.LocalFault;

/** {@code sched:list}, {@code sched:use}, {@code sched:pending}, {@code sched:top}, {@code sched:gaps}, {@code resetgaps}. */
@Component(
        service = SchedCommands.class,
        property = {
            "osgi.command.scope=sched",
            "osgi.command.function=list",
            "osgi.command.function=use",
            "osgi.command.function=pending",
            "osgi.command.function=top",
            "osgi.command.function=gaps",
            "osgi.command.function=resetgaps",
            "tropea.command.reads=list",
            "tropea.command.reads=pending",
            "tropea.command.reads=top",
            "tropea.command.reads=gaps",
            "tropea.command.refresh=top",
            "tropea.command.options=router",
            "tropea.command.options=channels",
            "tropea.command.complete.router=routers",
            "tropea.command.complete.name=names",
            "tropea.command.help.list=The schedulers, and which run",
            "tropea.command.help.use=Chooses one, or auto; for some channels",
            "tropea.command.help.pending=The channels that wait for a scheduler",
            "tropea.command.help.top=What each channel sends; refreshes",
            "tropea.command.help.gaps=How long cells waited and none was written",
            "tropea.command.help.resetgaps=Counts the gaps of sched:gaps anew"
        })
public final class SchedCommands {
    private final PipelineComponent pipelines;

    /** Commands about the routers of {@code pipelines}. */
    @Activate
    public SchedCommands(@Reference PipelineComponent pipelines) {
        this.pipelines = pipelines;
    }

    /** One channel of {@code sched:pending}: how many cells wait, how many may go, for how long none of them went. */
    public record Pending(long channel, int cells, int room, long sinceNanos, String policy) {}

    /** One channel of {@code sched:top}. */
    public record Sending(long channel, String state, int cells, long cellsPerSecond, int room, String policy) {}

    /** {@code sched:gaps} of one loop, or of all. */
    public record GapLine(
            int loop,
            long count,
            long p50Nanos,
            long p90Nanos,
            long p99Nanos,
            long p999Nanos,
            long maxNanos,
            long totalNanos) {
        static GapLine of(int loop, Gaps gaps) {
            Histogram nanos = gaps.nanos();
            return new GapLine(
                    loop,
                    nanos.getTotalCount(),
                    nanos.getValueAtPercentile(50),
                    nanos.getValueAtPercentile(90),
                    nanos.getValueAtPercentile(99),
                    nanos.getValueAtPercentile(99.9),
                    nanos.getMaxValue(),
                    gaps.total());
        }
    }

    /** The candidates, the most wanted first. */
    public List<PolicyLine> list(String router) {
        return PolicyLine.of(Routers.find(pipelines, router).schedulers());
    }

    /**
     * Chooses the one called {@code name}; {@code auto} leaves it to the options and ranking. With {@code channels}, an
     * LDAP filter, only for those that match.
     */
    public String use(String router, String channels, String name) {
        return PolicyLine.use(Routers.find(pipelines, router).schedulers(), name, channels);
    }

    /** The channels with cells and room, those that wait longest first. */
    public List<Pending> pending(String router) throws LocalFault {
        return Routers.find(pipelines, router).scheduledStatus().stream()
                .filter(each -> each.state() == SchedulerState.PENDING)
                .sorted((one, other) -> Long.compare(other.pendingNanos(), one.pendingNanos()))
                .map(each -> new Pending(each.channel(), each.cells(), each.room(), each.pendingNanos(), each.policy()))
                .toList();
    }

    /** Every channel and what it sent within half a second, the busiest first. */
    public List<Sending> top(String router) throws LocalFault, InterruptedException {
        RouterPipeline pipeline = Routers.find(pipelines, router);
        Sample sample = Sample.start();
        Map<Long, Long> before = new HashMap<>();
        pipeline.scheduledStatus().forEach(each -> before.put(each.channel(), each.sent()));
        sample.pause();
        List<ScheduledStatus> now = pipeline.scheduledStatus();
        sample.end();
        return now.stream()
                .map(each -> sending(each, each.sent() - before.getOrDefault(each.channel(), 0L), sample))
                .sorted((one, other) -> Long.compare(other.cellsPerSecond(), one.cellsPerSecond()))
                .toList();
    }

    private static Sending sending(ScheduledStatus status, long sent, Sample sample) {
        return new Sending(
                status.channel(),
                status.state().name(),
                status.cells(),
                sample.perSecond(sent),
                status.room(),
                status.policy());
    }

    /** For each loop how long cells waited while none was written, since the start or {@code sched:resetgaps}. */
    public List<GapLine> gaps(String router) throws LocalFault {
        return gaps(router, false);
    }

    /** What {@code sched:gaps} told last, which counts anew from now on. Not a reading command: others measure, too. */
    public List<GapLine> resetgaps(String router) throws LocalFault {
        return gaps(router, true);
    }

    private List<GapLine> gaps(String router, boolean reset) throws LocalFault {
        List<Gaps> loops = Routers.find(pipelines, router).gaps(reset);
        return IntStream.range(0, loops.size())
                .mapToObj(loop -> GapLine.of(loop, loops.get(loop)))
                .toList();
    }

    /** Names of routers, for completion. */
    public List<String> routers() {
        return Routers.names(pipelines);
    }

    /** Names of schedulers, and auto, for completion. */
    public List<String> names() {
        return PolicyLine.names(pipelines, RouterPipeline::schedulers);
    }
}
