package org.tropea.itests.swap;

import org.tropea.itests.swap.relay.SwapNetwork;

/** One way of swapping; leaves the relay as it was. */
public interface Scenario {
    /** Its name on the command line. */
    String name();

    /** What it does, one line. */
    String title();

    /** Carries it out; a step that cannot be taken at all is an exception. */
    void run(SwapNetwork relay, Plan plan, Findings findings);
}
