package org.tropea.directory.fetch;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.tropea.net.directory.NetworkView;
import org.tropea.net.directory.Node;
import org.tropea.net.path.BuildTimes;
import org.tropea.net.path.GuardStatus;
import org.tropea.net.path.GuardUse;
import org.tropea.net.path.GuardVerdict;
import org.tropea.net.path.NoPath;
import org.tropea.net.path.PathChoice;
import org.tropea.net.path.PathChooser;
import org.tropea.net.path.PathRequest;

/** Chooses among a few relays that are guards, and where none of them fits any other relay, without guard. */
public final class TestGuards implements PathChooser {
    final List<GuardUse> open = new ArrayList<>();
    final List<String> outcomes = new ArrayList<>();
    private final Supplier<NetworkView> views;
    private final Random random;
    private final String[] bytes;

    public TestGuards(Supplier<NetworkView> views, Random random, String... bytes) {
        this.views = views;
        this.random = random;
        this.bytes = bytes;
    }

    @Override
    public PathChoice choose(PathRequest request) throws NoPath {
        List<Node> guards = new ArrayList<>();
        for (String each : bytes) {
            views.get().nodes().stream()
                    .filter(node -> node.fingerprint().equals(each.repeat(20))
                            && request.last().test(node))
                    .forEach(guards::add);
        }
        if (!guards.isEmpty()) {
            Node node = guards.get(random.nextInt(guards.size()));
            GuardUse use = new GuardUse(node.fingerprint(), true, 0);
            open.add(use);
            return new PathChoice(List.of(node), node.addresses(), use);
        }
        Node node = views.get().nodes().stream()
                .filter(request.last())
                .findFirst()
                .orElseThrow(() -> new NoPath("no relay fits"));
        return new PathChoice(List.of(node), node.addresses(), null);
    }

    @Override
    public GuardVerdict built(GuardUse use) {
        ended(use, "built");
        return GuardVerdict.USE;
    }

    private void ended(GuardUse use, String how) {
        if (!open.remove(use)) {
            throw new AssertionError("told twice of " + use.guard());
        }
        outcomes.add(how);
    }

    @Override
    public GuardVerdict waiting(GuardUse use) {
        throw new AssertionError("not asked here");
    }

    @Override
    public void failed(GuardUse use) {
        ended(use, "failed");
    }

    @Override
    public void cancelled(GuardUse use) {
        ended(use, "cancelled");
    }

    @Override
    public BuildTimes buildTimes() {
        throw new AssertionError("not asked here");
    }

    @Override
    public List<GuardStatus> guards() {
        return List.of();
    }
}
