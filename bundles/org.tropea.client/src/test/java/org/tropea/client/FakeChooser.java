package org.tropea.client;

import java.util.ArrayList;
import java.util.List;
import org.tropea.net.directory.Node;
import org.tropea.net.path.BuildTimes;
import org.tropea.net.path.GuardStatus;
import org.tropea.net.path.GuardUse;
import org.tropea.net.path.GuardVerdict;
import org.tropea.net.path.NoPath;
import org.tropea.net.path.PathChoice;
import org.tropea.net.path.PathChooser;
import org.tropea.net.path.PathRequest;

/** Takes the first exit that fits, and hears what becomes of guards. */
final class FakeChooser implements PathChooser, BuildTimes {
    final List<Node> exits = new ArrayList<>();
    final List<String> heard = new ArrayList<>();
    final List<Long> times = new ArrayList<>();
    final List<PathRequest> requests = new ArrayList<>();
    Node first;
    Node middle;
    GuardVerdict verdict = GuardVerdict.USE;
    String refusal;
    long timeout = 2_000;

    @Override
    public PathChoice choose(PathRequest request) throws NoPath {
        if (refusal != null) {
            throw new NoPath(refusal);
        }
        requests.add(request);
        for (Node exit : exits) {
            if (request.last().test(exit)) {
                GuardUse use = new GuardUse(first.fingerprint(), true, 0);
                return new PathChoice(List.of(first, middle, exit), first.addresses(), use);
            }
        }
        throw new NoPath("no exit relay fits");
    }

    @Override
    public GuardVerdict built(GuardUse use) {
        heard.add("built");
        return verdict;
    }

    @Override
    public GuardVerdict waiting(GuardUse use) {
        return verdict;
    }

    @Override
    public void failed(GuardUse use) {
        heard.add("failed");
    }

    @Override
    public void cancelled(GuardUse use) {
        heard.add("cancelled");
    }

    @Override
    public BuildTimes buildTimes() {
        return this;
    }

    @Override
    public List<GuardStatus> guards() {
        return List.of();
    }

    @Override
    public long timeoutMillis() {
        return timeout;
    }

    @Override
    public long closeMillis() {
        return 60_000;
    }

    @Override
    public void built(long millis) {
        times.add(millis);
    }

    @Override
    public void timedOut(boolean begun) {
        heard.add(begun ? "late" : "late at the guard");
    }

    @Override
    public void networkLive() {}

    @Override
    public boolean isLearning() {
        return false;
    }

    @Override
    public int known() {
        return times.size();
    }
}
