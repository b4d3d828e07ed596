package org.tropea.directory.fetch;

import java.util.Map;
import java.util.function.Consumer;
import org.tropea.net.directory.DirResponse;

/** Asks a mirror. Called on the conductor. */
@FunctionalInterface
public interface Fetcher {
    /**
     * Gets {@code path} with {@code headers} from {@code mirror}, at most {@code max} bytes; {@code done} is told
     * exactly once, on the conductor, in a later task.
     */
    void get(Mirror mirror, String path, Map<String, String> headers, int max, Consumer<DirResponse> done);

    /** The same, with {@code next} run on the conductor after each answer, whether it could be taken or not. */
    default Fetcher then(Runnable next) {
        return (mirror, path, headers, max, done) -> get(mirror, path, headers, max, answer -> {
            try {
                done.accept(answer);
            } finally {
                next.run();
            }
        });
    }
}
