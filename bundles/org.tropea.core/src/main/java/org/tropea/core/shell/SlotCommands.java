package org.tropea.core.shell;

import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tropea.core.pipeline.PipelineComponent;
import org.tropea.core.slot.Candidate;
import org.tropea.core.slot.Slot;

/** {@code slot:list}. */
@Component(
        service = SlotCommands.class,
        property = {
            "osgi.command.scope=slot",
            "osgi.command.function=list",
            "tropea.command.reads=list",
            "tropea.command.options=router",
            "tropea.command.complete.router=routers",
            "tropea.command.help.list=What may be swapped, and what is used now"
        })
public final class SlotCommands {
    private final PipelineComponent pipelines;

    /** Commands about the routers of {@code pipelines}. */
    @Activate
    public SlotCommands(@Reference PipelineComponent pipelines) {
        this.pipelines = pipelines;
    }

    /** One slot: its candidates, the most wanted first, each one in quarantine marked with an exclamation mark. */
    public record Line(String slot, String chosen, String candidates) {}

    /** Every slot. */
    public List<Line> list(String router) {
        return Routers.find(pipelines, router).slots().stream()
                .map(SlotCommands::line)
                .toList();
    }

    private static <T> Line line(Slot<T> slot) {
        List<String> candidates =
                slot.candidates().stream().map(each -> label(slot, each)).toList();
        return new Line(slot.name(), slot.label(slot.chosen()), String.join(", ", candidates));
    }

    private static <T> String label(Slot<T> slot, Candidate<T> candidate) {
        return slot.isQuarantined(candidate.service()) ? candidate.label() + "!" : candidate.label();
    }

    /** Names of routers, for completion. */
    public List<String> routers() {
        return Routers.names(pipelines);
    }
}
