package org.tropea.itests.swap;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.tropea.itests.swap.load.Load;
import org.tropea.itests.swap.load.Load.Volume;
import org.tropea.itests.swap.relay.Jvm;
import org.tropea.itests.swap.relay.SwapNetwork;
import org.tropea.itests.swap.swapper.Example;
import org.tropea.itests.swap.swapper.Step;

/** One scheduler's bundle updated to one version after another under traffic; what is left of them in the relay's JVM. */
public final class Versions implements Scenario {
    private static final String LOADERS = "org\\.apache\\.felix\\.framework\\.BundleWiringImpl\\$BundleClassLoader\\S*";
    private static final int WARM_UP = 10;
    private static final Duration LIMIT = Duration.ofSeconds(300);

    @Override
    public String name() {
        return "versions";
    }

    @Override
    public String title() {
        return "one scheduler's bundle in one version after another, and what is left of them";
    }

    @Override
    public void run(SwapNetwork relay, Plan plan, Findings findings) {
        Example example = Example.of(relay);
        Volume light = new Volume(2, 2, plan.volume().bytes());
        try (Load load = Load.throughMiddle(relay, light, LIMIT)) {
            relay.shell().run(Step.install(example.version("1.0.0")).command());
            relay.shell().run(Step.use("sched", example.name()).command());
            update(relay, example, 1, WARM_UP, load);
            Left before = Left.of(relay.jvm());
            update(relay, example, WARM_UP + 1, plan.versions(), load);
            Left after = Left.of(relay.jvm());
            findings.note("versions, one after another", "" + plan.versions());
            findings.demand(
                    "bundle class loaders alive",
                    before.loaders() + ", after all " + after.loaders(),
                    "no more",
                    after.loaders() <= before.loaders());
            findings.demand(
                    "live threads",
                    before.threads() + ", after all " + after.threads() + " " + after.newKinds(before),
                    "no more, of no new kind",
                    after.threads() <= before.threads());
            findings.streams("versions", load.finish());
        } finally {
            relay.shell().ask(Step.use("sched", "auto").command());
            relay.shell().ask(Step.uninstall(example.bundle()).command());
        }
    }

    /** Each version has decided something before the next one comes. */
    private static void update(SwapNetwork relay, Example example, int first, int last, Load load) {
        for (int i = first; i <= last; i++) {
            relay.shell()
                    .run(Step.update(example.bundle(), example.version("1.0." + i))
                            .command());
            load.awaitMore(1 << 16);
        }
    }

    /** What a full collection leaves. */
    private record Left(int loaders, int threads, Set<String> kinds) {
        static Left of(Jvm jvm) {
            return new Left(jvm.instances(LOADERS), jvm.threads().size(), jvm.threadKinds());
        }

        Set<String> newKinds(Left before) {
            Set<String> more = new TreeSet<>(kinds);
            more.removeAll(before.kinds);
            return more;
        }
    }
}
