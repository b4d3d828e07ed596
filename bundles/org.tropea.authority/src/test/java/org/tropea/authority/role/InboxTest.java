package org.tropea.authority.role;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.tropea.net.directory.DirAnswer;

class InboxTest {
    private static final DirAnswer FAILED = DirAnswer.of(500, "no part");

    private final Deque<Runnable> conductor = new ArrayDeque<>();
    private final List<String> answers = new ArrayList<>();
    private boolean stopped;
    private long nanos;
    private final Inbox inbox = new Inbox(this::execute, 100, 3, () -> nanos);

    private void execute(Runnable work) {
        if (stopped) {
            throw new RejectedExecutionException();
        }
        conductor.add(work);
    }

    private void take(String name, int length) {
        inbox.take(length, () -> work(name), answer -> answers.add(answer.status() + " " + answer.reason()));
    }

    private DirAnswer work(String name) {
        nanos += TimeUnit.MILLISECONDS.toNanos(15);
        if (name.equals("bug")) {
            throw new IllegalStateException("a bug");
        }
        if (name.equals("error")) {
            throw new StackOverflowError("too deep");
        }
        return DirAnswer.of(200, name);
    }

    @Test
    void answersInTheOrderInWhichItCame() {
        take("a", 1);
        take("b", 1);
        assertEquals(List.of(), answers);
        assertEquals(1, conductor.size(), "it stands in the conductor's queue once");
        conductor.remove().run();
        assertEquals(List.of("200 a", "200 b"), answers);
    }

    @Test
    void beyondNumberOrBytesIs503() {
        take("a", 60);
        take("b", 41);
        assertEquals("503 Directory busy, try again later", answers.get(0));
        take("c", 20);
        take("d", 20);
        take("e", 0);
        assertEquals(2, answers.size());
        conductor.remove().run();
        take("f", 60);
        assertEquals(4, answers.size());
    }

    @Test
    void aSmallHeapHasLessRoomButForOneVote() {
        assertEquals(16L << 20, Inbox.room(64L << 20));
        assertEquals(32L << 20, Inbox.room(512L << 20));
        assertEquals(64L << 20, Inbox.room(Long.MAX_VALUE));
    }

    @Test
    void othersHaveTheConductorInBetween() {
        take("a", 1);
        take("b", 1);
        take("c", 1);
        conductor.remove().run();
        assertEquals(2, answers.size(), "two take longer than a slice");
        conductor.addFirst(() -> answers.add("a step of the round"));
        conductor.remove().run();
        conductor.remove().run();
        assertEquals(List.of("200 a", "200 b", "a step of the round", "200 c"), answers);
    }

    @Test
    void othersHaveTheConductorBetweenThePartsOfOneLetter() {
        Deque<String> parts = new ArrayDeque<>(List.of("one", "two", "three"));
        inbox.take(
                1,
                () -> {
                    DirAnswer part = work(parts.remove());
                    return parts.isEmpty() ? part : null;
                },
                answer -> answers.add(answer.reason()));
        take("b", 1);
        conductor.remove().run();
        assertEquals(List.of("three"), List.copyOf(parts));
        conductor.addFirst(() -> answers.add("a step of the round"));
        while (!conductor.isEmpty()) {
            conductor.remove().run();
        }
        assertEquals(List.of("a step of the round", "three", "200 b"), answers);
    }

    @Test
    void aLetterThatIsHalfDoneIsAnsweredAtTheEndToo() {
        inbox.take(1, () -> work("part") == null ? FAILED : null, answer -> answers.add(answer.reason()));
        stopped = true;
        conductor.remove().run();
        assertEquals(List.of("The authority is stopping"), answers);
    }

    @Test
    void aBugCostsOneAnswer() {
        take("bug", 1);
        take("b", 1);
        conductor.remove().run();
        assertEquals(List.of("500 Internal error", "200 b"), answers);
    }

    @Test
    void anErrorCostsOneAnswer() {
        take("error", 1);
        take("b", 1);
        conductor.remove().run();
        assertEquals(List.of("500 Internal error", "200 b"), answers);
    }

    @Test
    void whoCannotBeAnsweredIsInNobodysWay() {
        inbox.take(1, () -> work("a"), answer -> {
            throw new IllegalStateException("its connection is broken");
        });
        take("b", 1);
        conductor.remove().run();
        take("c", 1);
        while (!conductor.isEmpty()) {
            conductor.remove().run();
        }
        assertEquals(List.of("200 b", "200 c"), answers);
    }

    @Test
    void atTheEndEverybodyIsAnswered() {
        take("a", 1);
        take("b", 1);
        take("c", 1);
        stopped = true;
        conductor.remove().run();
        assertEquals("503 The authority is stopping", answers.get(2));
        take("d", 1);
        assertEquals("503 The authority is stopping", answers.get(3));
        assertTrue(conductor.isEmpty());
    }
}
