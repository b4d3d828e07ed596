package org.tropea.directory.shell;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tropea.directory.Publisher;
import org.tropea.directory.PublisherFactory;
import org.tropea.directory.UploadStatus;

/** {@code dir:uploads}. */
@Component(
        service = DirCommands.class,
        property = {
            "osgi.command.scope=dir",
            "osgi.command.function=uploads",
            "tropea.command.reads=uploads",
            "tropea.command.options=router",
            "tropea.command.complete.router=routers",
            "tropea.command.help.uploads=Our descriptor, and who has taken it"
        })
public final class DirCommands {
    private final PublisherFactory publishers;
    private final Clock clock;

    /** Commands about what {@code publishers} publishes. */
    @Activate
    public DirCommands(@Reference PublisherFactory publishers) {
        this(publishers, Clock.systemUTC());
    }

    /** The same by another clock. */
    public DirCommands(PublisherFactory publishers, Clock clock) {
        this.publishers = publishers;
        this.clock = clock;
    }

    /**
     * One line of {@code dir:uploads}: {@code tries} uploads so far, {@code age} of the descriptor, {@code next} until
     * one is sent again at the latest, both in seconds. FAILED with authority {@code -}: a new descriptor cannot be
     * made.
     */
    public record Line(String authority, String state, int tries, long age, long next, String said) {
        static Line of(UploadStatus upload, long now) {
            return new Line(
                    upload.authority(),
                    upload.state().name(),
                    upload.attempts(),
                    now - upload.publishedAt(),
                    Math.max(0, upload.nextAt() - now),
                    upload.said());
        }
    }

    /** What each authority made of our descriptor. */
    public List<Line> uploads(String router) {
        Publisher publisher = find(router);
        long now = clock.instant().getEpochSecond();
        List<Line> lines = new ArrayList<>();
        publisher.status().forEach(upload -> lines.add(Line.of(upload, now)));
        if (!publisher.failure().isEmpty()) {
            lines.add(new Line("-", "FAILED", 0, 0, 0, publisher.failure()));
        }
        return lines;
    }

    private Publisher find(String router) {
        Map<String, Publisher> running = publishers.running();
        if (router == null && running.size() == 1) {
            return running.values().iterator().next();
        }
        if (running.isEmpty()) {
            throw new IllegalStateException(
                    "no router publishes a descriptor; PublishServerDescriptor and" + " router:list say why");
        }
        Publisher named = router == null ? null : running.get(router);
        if (named == null) {
            String asked = router == null ? "--router NAME is needed" : "router " + router + " publishes nothing";
            throw new IllegalArgumentException(asked + "; publishing are " + running.keySet());
        }
        return named;
    }

    /** Names of routers that publish, for completion. */
    public List<String> routers() {
        return List.copyOf(publishers.running().keySet());
    }
}
