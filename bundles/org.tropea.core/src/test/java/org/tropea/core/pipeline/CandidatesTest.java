package org.tropea.core.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Who hears of which service, and who waits for one. */
class CandidatesTest {
    private final Candidates<String> candidates = new Candidates<>();
    private final List<String> told = new ArrayList<>();

    private void tell(String owner) {
        candidates.tell(
                owner,
                (service, properties) -> told.add(owner + "+" + service + properties),
                service -> told.add(owner + "-" + service));
    }

    @Test
    void servicesThatCameBeforeAreOffered() {
        candidates.bind("s", Map.of("k", 1));
        tell("a");
        assertEquals(List.of("a+s{k=1}"), told);
    }

    @Test
    void everyOwnerHearsOfLaterChanges() {
        tell("a");
        tell("b");
        candidates.bind("s", Map.of());
        candidates.unbind("s");
        assertEquals(List.of("a+s{}", "b+s{}", "a-s", "b-s"), told);
    }

    @Test
    void aServiceThatWentIsOfferedToNobody() {
        candidates.bind("s", Map.of());
        candidates.unbind("s");
        tell("a");
        assertEquals(List.of(), told);
    }

    @Test
    void newPropertiesAreOfferedAndReplaceTheOldOnes() {
        tell("a");
        candidates.bind("s", Map.of("k", 1));
        candidates.bind("s", Map.of("k", 2));
        tell("b");
        assertEquals(List.of("a+s{k=1}", "a+s{k=2}", "b+s{k=2}"), told);
    }

    @Test
    void servicesAreTheirObjectsNotTheirEquals() {
        String one = new String("s");
        String two = new String("s");
        candidates.bind(one, Map.of());
        candidates.bind(two, Map.of());
        candidates.unbind(one);
        tell("a");
        assertEquals(List.of("a+s{}"), told);
    }

    @Test
    void whoForgetsHearsNothingMore() {
        String a = "a";
        tell(a);
        tell("b");
        candidates.forget(a);
        candidates.bind("s", Map.of());
        candidates.unbind("s");
        assertEquals(List.of("b+s{}", "b-s"), told);
    }

    @Test
    void awaitDoesNotWaitForWhatIsThere() throws Exception {
        candidates.bind("s", Map.of());
        assertTrue(candidates.await(0));
    }

    @Test
    void awaitGivesUpInTime() throws Exception {
        long before = System.nanoTime();
        assertFalse(candidates.await(20));
        long millis = (System.nanoTime() - before) / 1_000_000;
        assertTrue(millis >= 19 && millis < 5_000, millis + " ms");
    }

    @Test
    void awaitDoesNotCountWhatWent() throws Exception {
        candidates.bind("s", Map.of());
        candidates.unbind("s");
        assertFalse(candidates.await(1));
    }

    @Test
    void awaitEndsWhenAServiceComes() throws Exception {
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        Thread waiting = new Thread(() -> complete(answer, 60_000));
        waiting.start();
        untilWaits(waiting);
        candidates.bind("s", Map.of());
        assertTrue(answer.get(30, TimeUnit.SECONDS));
    }

    @Test
    void awaitCanBeInterrupted() throws Exception {
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        Thread waiting = new Thread(() -> complete(answer, 60_000));
        waiting.start();
        waiting.interrupt();
        Exception stopped = assertThrows(Exception.class, () -> answer.get(30, TimeUnit.SECONDS));
        assertTrue(stopped.getCause() instanceof InterruptedException, () -> String.valueOf(stopped));
    }

    private void complete(CompletableFuture<Boolean> answer, long millis) {
        try {
            answer.complete(candidates.await(millis));
        } catch (InterruptedException stopped) {
            answer.completeExceptionally(stopped);
        }
    }

    private static void untilWaits(Thread thread) throws InterruptedException {
        for (int i = 0; i < 5_000; i++) {
            if (thread.getState() == Thread.State.TIMED_WAITING) {
                return;
            }
            Thread.sleep(1);
        }
        fail("it does not wait");
    }
}
