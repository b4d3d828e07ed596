package org.tropea.itests.badinput;

import java.io.Closeable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.tropea.itests.ctor.CtorNetwork;
import org.tropea.itests.ctor.PathTraffic;
import org.tropea.itests.ctor.RunningTraffic;

/** Downloads of a C tor client through T as first, middle and last hop, each byte compared, until they are ended. */
final class Background implements Closeable {
    private static final int BYTES = 512 << 10;
    private static final Duration LIMIT = Duration.ofSeconds(280);
    private static final Duration PROGRESS = Duration.ofSeconds(15);

    private final List<PathTraffic> paths = new ArrayList<>();
    private final List<RunningTraffic> running = new ArrayList<>();
    private String failure;

    /** Builds the circuits and starts. */
    Background(CtorNetwork net) {
        for (String[] path :
                new String[][] {{"T", "relay0", "relay1"}, {"relay0", "T", "relay1"}, {"relay0", "relay1", "T"}}) {
            paths.add(net.traffic(path).bytes(BYTES).repeat().limit(LIMIT));
        }
        paths.forEach(PathTraffic::build);
        paths.forEach(path -> running.add(path.start()));
    }

    /** Waits until more bytes have come on every path. @throws AssertionError when none do */
    void requireProgress() throws InterruptedException {
        if (failure != null) {
            throw new AssertionError("failed before this case: " + failure);
        }
        long end = System.nanoTime() + PROGRESS.toNanos();
        for (RunningTraffic traffic : running) {
            long before = traffic.bytes();
            while (traffic.bytes() == before) {
                if (System.nanoTime() > end) {
                    failure = traffic.finish().await().toString();
                    throw new AssertionError("no more bytes came: " + failure);
                }
                Thread.sleep(2);
            }
        }
    }

    /** Ends all downloads. @throws AssertionError unless every byte came and no circuit was closed */
    void requireClean() {
        running.forEach(RunningTraffic::finish);
        running.forEach(traffic -> traffic.await().requireClean());
        running.clear();
    }

    @Override
    public void close() {
        paths.forEach(PathTraffic::close);
    }
}
