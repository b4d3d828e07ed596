package org.tropea.itests.container;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.Test;
import org.tropea.flow.fault.CloseCause;

/** A linked pair whose types come from the registry. */
public class LinkedPairIT extends ContainerTest {
    private static final int SIZE = 10 << 20;

    @Test
    public void aSlowSinkHoldsTheSourceAndLosesNothing() throws Exception {
        try (LinkedPair pair = new LinkedPair(context, SIZE)) {
            LinkedPair.Outcome outcome = pair.run(routers.start("linked")).get(60, TimeUnit.SECONDS);
            assertEquals(SIZE, outcome.intact());
            assertTrue("LINKED_PEER_FULL was never held", outcome.sourceWasHeld());
            assertEquals(CloseCause.FINISHED, outcome.sourceClosed());
            assertEquals(CloseCause.FINISHED, outcome.sinkClosed());
        }
    }

    @Test
    public void aPairEndsWithItsTypes() throws Exception {
        LinkedPair pair = new LinkedPair(context, Integer.MAX_VALUE);
        var outcome = pair.run(routers.start("linked"));
        pair.close();
        assertEquals(CloseCause.PROVIDER_GONE, outcome.get(60, TimeUnit.SECONDS).sinkClosed());
    }
}
