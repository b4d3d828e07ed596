package org.tropea.sockinfo.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the kernel that runs this does for one thread. */
class ShortSliceTest {
    private final ExecutorService thread = Executors.newSingleThreadExecutor();

    @BeforeEach
    void load() {
        assertNull(Probe.obstacle(System.getProperty("os.name")));
    }

    @AfterEach
    void end() {
        thread.shutdownNow();
    }

    private <T> T there(Callable<T> question) throws Exception {
        return thread.submit(question).get();
    }

    /** Linux has slices of a thread's own from 6.12 on. */
    private static boolean hasSlices() {
        String[] version = System.getProperty("os.version").split("[.-]");
        int major = Integer.parseInt(version[0]);
        return major > 6 || major == 6 && Integer.parseInt(version[1]) >= 12;
    }

    @Test
    void theThreadThatAsksHasIt() throws Exception {
        long before = there(ShortSlice::current);
        assertTrue(there(ShortSlice::ask));
        assertEquals(hasSlices() ? ShortSlice.NANOS : before, there(ShortSlice::current));
    }

    @Test
    void othersHaveWhatTheyHad() throws Exception {
        long before = ShortSlice.current();
        there(ShortSlice::ask);
        assertEquals(before, ShortSlice.current());
    }
}
