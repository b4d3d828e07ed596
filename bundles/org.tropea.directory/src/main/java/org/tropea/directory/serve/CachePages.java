package org.tropea.directory.serve;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.tropea.net.directory.DirAnswer;
import org.tropea.net.directory.DirPages;
import org.tropea.net.directory.DirQuery;

/** The pages of a directory cache (dir-spec 4), under C tor's paths. In the connections' loops. */
public final class CachePages implements DirPages {
    private static final byte[] ROBOTS = "User-agent: *\r\nDisallow: /\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final long ROBOTS_SECONDS = 86_400;
    private static final long FRONT_SECONDS = 20 * 60;

    private final ConsensusPage consensus;
    private final KeysPage keys;
    private final DescriptorPages descriptors;
    private final Supplier<byte[]> frontPage;
    private final Clock clock;

    /** Serves what is on {@code shelf}; {@code frontPage} gives the page for people, or null. */
    public CachePages(Shelf shelf, Supplier<byte[]> frontPage, Clock clock) {
        this.consensus = new ConsensusPage(shelf);
        this.keys = new KeysPage(shelf);
        this.descriptors = new DescriptorPages(shelf);
        this.frontPage = frontPage;
        this.clock = clock;
    }

    @Override
    public boolean answer(DirQuery query, Consumer<DirAnswer> to) {
        DirAnswer answer = query.method().equals("GET") ? answer(query) : null;
        if (answer != null) {
            to.accept(answer);
        }
        return answer != null;
    }

    private DirAnswer answer(DirQuery query) {
        String path = query.path();
        if (path.startsWith(ConsensusPage.PREFIX)) {
            return consensus.answer(query, clock.instant().getEpochSecond());
        } else if (path.startsWith(KeysPage.PREFIX)) {
            return keys.answer(query);
        } else if (path.startsWith(DescriptorPages.MICRO)) {
            return descriptors.micro(path);
        } else if (path.startsWith(DescriptorPages.SERVER)) {
            return descriptors.server(path);
        } else if (path.startsWith(DescriptorPages.EXTRA)) {
            return descriptors.extra(path);
        } else if (path.equals("/tor/robots.txt")) {
            return DirAnswer.document(ROBOTS, ROBOTS_SECONDS);
        } else if (path.equals("/tor/") && frontPage.get() != null) {
            return new DirAnswer(200, "OK", frontPage.get(), FRONT_SECONDS, true, Map.of("Content-Type", "text/html"));
        }
        return null;
    }
}
