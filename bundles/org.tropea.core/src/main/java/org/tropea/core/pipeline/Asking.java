package org.tropea.core.pipeline;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.tropea.flow.fault.LocalFault;
import org.tropea.flow.loop.EventLoop;

/** Asks a loop from outside, and waits for its answer. Any thread but a loop's. */
final class Asking {
    private static final long ANSWER_SECONDS = 10;

    private Asking() {}

    /** The answer of {@code question}, asked in {@code loop}. */
    static <T> T ask(EventLoop loop, Callable<T> question) throws LocalFault {
        CompletableFuture<T> answer = new CompletableFuture<>();
        try {
            loop.execute(() -> {
                try {
                    answer.complete(question.call());
                } catch (Exception fault) {
                    answer.completeExceptionally(fault);
                }
            });
            return answer.get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw new LocalFault(
                    "loop " + loop.index() + " does not answer: "
                            + failed.getCause().getMessage(),
                    failed.getCause());
        } catch (TimeoutException | RejectedExecutionException stuck) {
            throw new LocalFault("loop " + loop.index() + " does not run", stuck);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new LocalFault("stopped while waiting for loop " + loop.index(), interrupted);
        }
    }
}
