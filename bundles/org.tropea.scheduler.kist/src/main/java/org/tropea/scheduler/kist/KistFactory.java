package org.tropea.scheduler.kist;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tropea.flow.scheduler.SchedulerPolicy;
import org.tropea.flow.scheduler.SchedulerPolicyFactory;
import org.tropea.net.option.Options;
import org.tropea.net.option.PortLine;
import org.tropea.net.params.Param;
import org.tropea.net.params.Params;

/** The scheduler that {@code Schedulers} calls KIST: asks the kernel, and works as KISTLite where that tells nothing. */
@Component(property = {SchedulerPolicyFactory.NAME + "=KIST", "service.ranking:Integer=100"})
public final class KistFactory implements SchedulerPolicyFactory {
    private static final Logger LOG = LoggerFactory.getLogger(KistFactory.class);

    /** C tor 0.4.9 runs every 2 ms too where neither torrc nor consensus says otherwise. */
    private static final Param INTERVAL = new Param("KISTSchedRunInterval", 2, 2, 100);

    private static final Param CLIENTS_INTERVAL = new Param("KISTSchedRunIntervalClient", 2, 2, 100);
    private static final long MILLI = 1_000_000;

    private static final long LONGEST_INTERVAL = 100_000_000;

    /** Said already; policies come and go with each SIGHUP and each swap, what the kernel tells stays. */
    private final Set<String> said = ConcurrentHashMap.newKeySet();

    private final Consumer<String> log;

    /** Writes to the log. */
    public KistFactory() {
        this(LOG::info);
    }

    KistFactory(Consumer<String> log) {
        this.log = log;
    }

    @Override
    public SchedulerPolicy create(Options options) {
        return create(options, Params.NONE);
    }

    @Override
    public SchedulerPolicy create(Options options, Params params) {
        String router = options.text("Nickname");
        KernelLimit limit = new KernelLimit(options.decimal("KISTSockBufSizeFactor"), reason -> silent(router, reason));
        return new KistPolicy(interval(options, params), limit);
    }

    private void silent(String router, String reason) {
        String line = "Router " + router + ": KIST: the kernel tells nothing (" + reason + "), working as KISTLite";
        if (said.add(line)) {
            log.accept(line);
        }
    }

    /** KISTSchedRunInterval in nanoseconds: the option's, at most 100 ms; where that is 0 the consensus's. */
    static long interval(Options options, Params params) {
        long asked = options.intervalNanos("KISTSchedRunInterval");
        if (asked > 0) {
            return Math.min(asked, LONGEST_INTERVAL);
        }
        boolean relay = options.ports("ORPort").stream().anyMatch(PortLine::listens);
        return params.get(relay ? INTERVAL : CLIENTS_INTERVAL) * MILLI;
    }
}
