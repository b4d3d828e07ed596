package org.tropea.core.shell;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.tropea.core.pipeline.PipelineComponent;
import org.tropea.core.pipeline.RouterPipeline;
import org.tropea.flow.fault.LocalFault;

/** Finds the router that a command is about. */
final class Routers {
    private static final int ANSWER_SECONDS = 5;

    private Routers() {}

    /** Asks one router something. */
    @FunctionalInterface
    interface Question<T> {
        T ask(RouterPipeline router) throws LocalFault;
    }

    /** The router called {@code name}; the only one when {@code name} is null. */
    static RouterPipeline find(PipelineComponent pipelines, String name) {
        Map<String, RouterPipeline> running = pipelines.running();
        if (name == null && running.size() == 1) {
            return running.values().iterator().next();
        }
        if (running.isEmpty()) {
            throw new IllegalStateException("no router is running; router:list shows why");
        }
        RouterPipeline named = name == null ? null : running.get(name);
        if (named == null) {
            String asked = name == null ? "--router NAME is needed" : "no router " + name;
            throw new IllegalArgumentException(asked + "; running are " + running.keySet());
        }
        return named;
    }

    /** The names of all that run, for completion. */
    static List<String> names(PipelineComponent pipelines) {
        return List.copyOf(pipelines.running().keySet());
    }

    /** The ids that {@code question} tells of every router that runs, for completion; one that just stops has none. */
    static List<String> ids(PipelineComponent pipelines, Question<List<Long>> question) {
        return pipelines.running().values().stream()
                .flatMap(router -> {
                    try {
                        return question.ask(router).stream();
                    } catch (LocalFault stopping) {
                        return List.<Long>of().stream();
                    }
                })
                .map(String::valueOf)
                .distinct()
                .toList();
    }

    /** What loops answer; LocalFault when one of them does not run, so that nobody waits for it in vain. */
    static <T> T answer(CompletableFuture<T> asked) throws LocalFault {
        try {
            return asked.get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw new LocalFault("a loop does not answer: " + failed.getCause().getMessage(), failed.getCause());
        } catch (TimeoutException stuck) {
            throw new LocalFault("a loop has not answered for " + ANSWER_SECONDS + " seconds", stuck);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new LocalFault("stopped while waiting for a loop", interrupted);
        }
    }

    /** How many lines are wanted: {@code most}, or {@code usual} when it is 0. */
    static int lines(int most, int usual) {
        if (most < 0) {
            throw new IllegalArgumentException(
                    "--most is " + most + "; accepted are whole numbers from 0 on, 0: " + usual);
        }
        return most == 0 ? usual : most;
    }
}
