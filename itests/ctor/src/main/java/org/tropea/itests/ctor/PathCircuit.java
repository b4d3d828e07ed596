package org.tropea.itests.ctor;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** One circuit of the client along a named path; {@link ClientCircuits} owns it and tells it what events say. */
public final class PathCircuit {

    private final String id;
    private final CompletableFuture<Void> built = new CompletableFuture<>();
    private final CompletableFuture<String> closed = new CompletableFuture<>();
    private volatile List<String> path = List.of();
    private volatile boolean closing;

    PathCircuit(String id) {
        this.id = id;
    }

    /** A CIRC event about it (control-spec 4.1.1). */
    void event(ControlEvent event) {
        switch (event.word(1)) {
            case "BUILT" -> built.complete(null);
            case "FAILED", "CLOSED" -> {
                String reason = event.word(1) + " " + event.reason();
                closed.complete(reason);
                built.completeExceptionally(new IllegalStateException("circuit " + path + " " + reason));
            }
            default -> {
                // LAUNCHED, EXTENDED and GUARD_WAIT are on the way to BUILT.
            }
        }
    }

    void path(List<String> names) {
        path = names;
    }

    void closing() {
        closing = !closed.isDone();
    }

    CompletableFuture<Void> built() {
        return built;
    }

    /** tor's number of the circuit, valid on the client's control port. */
    public String id() {
        return id;
    }

    /** The relays it was asked to go through. */
    public List<String> path() {
        return path;
    }

    /** Whether it is built and not closed. */
    public boolean isOpen() {
        return built.isDone() && !built.isCompletedExceptionally() && !closed.isDone();
    }

    /** How it closed, e.g. {@code "CLOSED DESTROYED/TORPROTOCOL"}, or null while it has not, or when we asked for it. */
    public String closeReason() {
        return closing ? null : closed.getNow(null);
    }

    /** Completes with the reason when it closes for whatever cause. */
    public CompletableFuture<String> whenClosed() {
        return closed.copy();
    }
}
