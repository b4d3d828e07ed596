package org.tropea.itests.bench.all;

import java.nio.file.Path;
import java.util.List;
import org.tropea.itests.bench.Limit;
import org.tropea.itests.bench.Position;

/** All parts in the order in which they are measured, with what is demanded of them. */
final class Catalogue {
    private static final double MIDDLE = 0.5;
    private static final double ENDS = 0.6;
    private static final double ONE_DOWNLOAD = 2;
    private static final double EIGHT_DOWNLOADS = 1;

    private static final double CLIENT_RATE = 4;
    private static final double CLIENT_CPU = 0.6;

    private final List<Part> parts;

    Catalogue(Sizes sizes, Path root, int pairs) {
        parts = List.of(
                new PositionPart("middle-12x2", Position.middle, 12, 2, Limit.atMost(MIDDLE), sizes),
                new PositionPart("middle-1", Position.middle, 1, 1, Limit.atMost(MIDDLE), sizes),
                new PositionPart("guard-12x2", Position.guard, 12, 2, Limit.atMost(ENDS), sizes),
                new PositionPart("exit-12x2", Position.exit, 12, 2, Limit.atMost(ENDS), sizes),
                new DownloadPart("download-1", 1, Limit.atLeast(ONE_DOWNLOAD), sizes),
                new DownloadPart("download-8", 8, Limit.atLeast(EIGHT_DOWNLOADS), sizes),
                new ClientPart("client-1", 1, 1, Limit.atLeast(CLIENT_RATE), Limit.atMost(CLIENT_CPU), sizes),
                new ClientPart("client-12x2", 12, 2, Limit.NONE, Limit.NONE, sizes),
                new LoopsPart(sizes),
                new AllocationPart(sizes),
                new LoadPart(root, pairs),
                new JmhPart(root, pairs == 1));
    }

    List<Part> parts() {
        return parts;
    }

    /** Those of the {@code names}, all when there are none. @throws IllegalArgumentException for a name that is none */
    List<Part> chosen(List<String> names) {
        for (String name : names) {
            if (parts.stream().noneMatch(part -> part.name().equals(name))) {
                throw new IllegalArgumentException("no row " + name + "; there are "
                        + parts.stream().map(Part::name).toList());
            }
        }
        return parts.stream()
                .filter(part -> names.isEmpty() || names.contains(part.name()))
                .toList();
    }
}
