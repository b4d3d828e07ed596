package org.tropea.shell.ssh.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Commands as a bundle of the relay has them: some that read, some that change, one that fails. */
public final class SampleCommands {
    /** What {@code use} was called with. */
    public final List<String> used = new ArrayList<>();

    /** Open once {@code rest} was called. */
    public final CountDownLatch resting = new CountDownLatch(1);

    private static final Map<String, String> COMPLETIONS =
            Map.of("router", "routers", "policy", "policies", "id", "ids", "jar", Values.FILES);

    public record Row(int id, String state, long queuedCells) {}

    public enum Order {
        OLDEST,
        NEWEST_FIRST
    }

    /** This object's commands, in the scope {@code circ}. */
    public List<ShellCommand> all() {
        return List.of(
                command("list", true, Set.of("router", "order", "most")),
                command("why", true, Set.of()),
                command("use", false, Set.of("now")),
                command("slow", false, Set.of()),
                command("rest", false, Set.of()),
                command("thread", true, Set.of()),
                command("fail", true, Set.of()),
                command("new", false, Set.of()));
    }

    public Catalogue catalogue() {
        Catalogue catalogue = new Catalogue();
        all().forEach(catalogue::add);
        return catalogue;
    }

    private ShellCommand command(String function, boolean reads, Set<String> options) {
        return new ShellCommand("circ", function, this, "Does " + function, reads, false, options, COMPLETIONS, 0);
    }

    public List<String> routers() {
        return List.of("alice", "bob");
    }

    public List<String> policies() {
        return List.of("KIST", "Vanilla");
    }

    public List<String> ids() {
        throw new IllegalStateException("no policy is left");
    }

    public List<Row> list(String router, Order order, int most) {
        String state = router == null ? "open" : router;
        return List.of(new Row(1, state, 7), new Row(2, order == null ? "building" : order.name(), most));
    }

    public String why(int id) {
        return "circuit " + id;
    }

    public String why(int id, String... reasons) {
        return "circuit " + id + " " + String.join("+", reasons);
    }

    public synchronized String use(String policy, boolean now) {
        used.add(policy + (now ? " now" : ""));
        return "uses " + policy;
    }

    public String rest(int seconds) throws InterruptedException {
        resting.countDown();
        TimeUnit.SECONDS.sleep(seconds);
        return "rested";
    }

    /** Where it runs: the thread's name and priority. */
    public String thread() {
        return Thread.currentThread().getName() + " " + Thread.currentThread().getPriority();
    }

    public String slow(int steps, Consumer<Object> progress) {
        for (int left = steps; left > 0; left--) {
            progress.accept(left + " left");
        }
        return "done";
    }

    public String fail() {
        throw new IllegalStateException("no policy is left");
    }
}
