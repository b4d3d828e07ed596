package org.tropea.core.pipeline;

import org.tropea.net.option.OptionFault;
import org.tropea.net.option.Options;

/** How many event loops a router gets: EventLoopThreads. Stateless. */
final class LoopCount {
    /** The system property with the number for routers whose options say nothing: for tests of everything with more. */
    static final String PROPERTY = "tropea.loops";

    /** What the option accepts. */
    private static final int MOST = 64;

    /** Beyond that many {@code auto} does not go: nobody measured more. */
    private static final int AUTO_MOST = 4;

    /**
     * With {@code auto} a loop for so many processors: the other half is for workers, compilers, the collector and whatever
     * else runs there. Two loops on two processors cost more for each byte and carry no more.
     */
    private static final int PROCESSORS_PER_LOOP = 2;

    private static final String OPTION = "EventLoopThreads";

    private LoopCount() {}

    /** The number for a router with {@code options}. */
    static int of(Options options) {
        String asked =
                options.isSet(OPTION) ? options.text(OPTION) : System.getProperty(PROPERTY, options.text(OPTION));
        if (asked.strip().equalsIgnoreCase("auto")) {
            return auto(Runtime.getRuntime().availableProcessors());
        }
        try {
            int count = Integer.parseInt(asked.strip());
            if (count >= 1 && count <= MOST) {
                return count;
            }
        } catch (NumberFormatException malformed) {
            // Told below, with the values that do not fit.
        }
        throw new OptionFault(OPTION, asked, "a number from 1 to " + MOST + ", or auto");
    }

    /** What {@code auto} means with so many processors. */
    static int auto(int processors) {
        return Math.max(1, Math.min(processors / PROCESSORS_PER_LOOP, AUTO_MOST));
    }
}
