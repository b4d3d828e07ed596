package org.tropea.router;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tropea.flow.fault.LocalFault;
import org.tropea.router.shell.RouterCommands;
import org.tropea.router.shell.RouterLine;
import org.tropea.router.shell.RouterSheet;

/** The commands, asked about one fake router. */
class RouterCommandsTest {
    private final ManagedRouterTest managed = new ManagedRouterTest();
    private final RouterCommands commands = new RouterCommands(managed.book());
    private final List<Object> progress = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        managed.up();
    }

    @AfterEach
    void end() throws InterruptedException {
        managed.end();
    }

    @Test
    void theListHasRunningAndStoppedRouters() throws Exception {
        managed.pipeline().circuits = 3;
        assertEquals(
                List.of(new RouterLine("test", "RUNNING", 0, List.of("127.0.0.1:9001"), 3, 0, 0, 0, 0, "-")),
                commands.list());
        commands.stop("test");
        assertEquals("STOPPED", commands.list().get(0).state());
        assertEquals(List.of(), commands.list().get(0).addresses());
    }

    @Test
    void theSheetHasTotals() {
        RouterSheet sheet = commands.show("test");
        assertEquals(List.of(1L, 2L, 6L), List.of(sheet.bytesRead(), sheet.bytesWritten(), sheet.circuitsBuilt()));
        assertEquals("org.tropea.router~test", sheet.configuration());
    }

    @Test
    void stopSaysWhatItClosedAndStartWhereItIs() throws Exception {
        managed.pipeline().circuits = 3;
        assertEquals("router test is stopped; 3 circuits were closed", commands.stop("test"));
        assertEquals("router test is up as [127.0.0.1:9001]", commands.start("test"));
    }

    @Test
    void drainSaysAtOnceWhatIsLeftAndReturnsWhenNothingIs() throws Exception {
        managed.pipeline().circuits = 2;
        AtomicReference<Object> first = new AtomicReference<>();
        String outcome = commands.drain("test", 0, told -> {
            first.compareAndSet(null, told);
            managed.pipeline().circuits = 0;
        });
        assertEquals("2 circuits with 0 streams here on 0 channels are left", first.get());
        assertTrue(outcome.startsWith("router test is stopped"), outcome);
        assertEquals("STOPPED", commands.list().get(0).state());
    }

    @Test
    void whoIsInterruptedOnlyStopsWatching() throws Exception {
        managed.pipeline().circuits = 1;
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, () -> commands.drain("test", 0, progress::add));
        assertEquals("router test goes on draining; router:stop ends it", progress.get(progress.size() - 1));
        assertEquals("DRAINING", commands.list().get(0).state());
    }

    @Test
    void aLimitBelowZeroIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> commands.drain("test", -1, progress::add));
        assertEquals("RUNNING", commands.list().get(0).state());
    }

    @Test
    void aRouterWithoutATorrcCannotReadOne() {
        String refusal = assertThrows(IllegalStateException.class, () -> commands.reload("test"))
                .getMessage();
        assertTrue(refusal.contains("no torrc") && refusal.contains("org.tropea.router~test"), refusal);
    }

    @Test
    void anUnknownNameIsRefusedEverywhere() {
        String where = "no router other; there are [test], router:list shows them";
        assertEquals(where, refusal(() -> commands.show("other")));
        assertEquals(where, refusal(() -> commands.start("other")));
        assertEquals(where, refusal(() -> commands.stop("other")));
        assertEquals(where, refusal(() -> commands.drain("other", 0, progress::add)));
        assertEquals(where, refusal(() -> commands.reload("other")));
        assertEquals(List.of("test"), commands.routers());
        assertFalse(commands.list().isEmpty());
    }

    private static String refusal(org.junit.jupiter.api.function.Executable call) {
        return assertThrows(IllegalArgumentException.class, call).getMessage();
    }

    @Test
    void aStartThatFailsIsAFailure() throws Exception {
        commands.stop("test");
        managed.pipeline().refuses = true;
        assertThrows(LocalFault.class, () -> commands.start("test"));
        assertEquals("FAILED", commands.list().get(0).state());
    }
}
