package org.tropea.client;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tropea.flow.entry.EntryAnswer;
import org.tropea.flow.entry.EntryHandler;
import org.tropea.flow.entry.EntryReason;
import org.tropea.flow.entry.EntryRequest;
import org.tropea.flow.entry.EntryStreams;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.loop.EventLoop;
import org.tropea.net.directory.Node;
import org.tropea.net.option.Addresses;
import org.tropea.net.option.OptionFault;
import org.tropea.net.option.Options;
import org.tropea.net.path.BuildTimes;
import org.tropea.net.path.NoPath;
import org.tropea.net.path.PathRequest;

/**
 * The client in one loop: its circuits, and the requests of programs whose connections are in the same loop, so that a
 * stream never crosses loops. Guards, build times, mapped addresses and refusals are common to the loops of a router.
 * Touched only by its loop.
 */
final class LoopClient {
    private static final Logger LOG = LoggerFactory.getLogger(LoopClient.class);
    private static final long SECOND = 1_000_000_000L;
    /** After so many failures in a row circuits are begun once a second only. */
    private static final int FAILURES_MOST = 5;
    /** How long a complaint that was logged is not logged again. */
    private static final long QUIET = 600 * SECOND;

    private final ClientParts parts;
    private final EventLoop loop;
    private final CircuitPool pool = new CircuitPool();
    private final Set<EntryAttempt> waiting = new LinkedHashSet<>();
    private final Lessons lessons;
    private final Preparation preparation;
    private Options seen;
    private ClientOptions options;
    private EventLoop.Timer tick;
    private String complaint = "";
    /** When each complaint was logged: it is not repeated for a while. */
    private final Map<String, Long> told = new HashMap<>();

    private int failures;
    private long lastLaunch;
    private long lastReset;
    private boolean closed;

    LoopClient(ClientParts parts, EventLoop loop) {
        this.parts = parts;
        this.loop = loop;
        lastReset = loop.now();
        lastLaunch = lastReset - SECOND;
        lessons = new Lessons(parts);
        preparation = new Preparation(this, pool, loop.now());
        readOptions();
        tick();
    }

    /** A bad option keeps the former ones in force. */
    private void readOptions() {
        Options present = parts.router().options();
        if (present != seen) {
            seen = present;
            try {
                ClientOptions read = ClientOptions.of(present);
                parts.addresses().read(present);
                options = read;
            } catch (OptionFault fault) {
                LOG.error("The client of router {}: {}", parts.router().name(), fault.getMessage());
            }
        }
    }

    // ---- once a second --------------------------------------------------------------------------------------------

    private void tick() {
        tick = loop.schedule(SECOND, this::tick);
        readOptions();
        parts.refused().look(parts.directory().current());
        pool.all().forEach(ClientCircuit::askGuard);
        if (now() - lastReset >= options.newCircuitPeriod()) {
            lastReset = now();
            failures = 0;
        }
        pool.all().forEach(ClientCircuit::closeIfDone);
        attachAll();
        preparation.prepare();
    }

    /** There is another view of the network: what waited for it need not wait for the second to end. */
    void viewChanged() {
        if (!closed) {
            parts.refused().look(parts.directory().current());
            attachAll();
            preparation.prepare();
        }
    }

    // ---- requests -------------------------------------------------------------------------------------------------

    EntryStreams.Attempt open(EntryRequest request, EntryHandler handler) {
        if (closed) {
            loop.execute(() -> handler.failed(EntryReason.CANT_ATTACH, "the client is stopping"));
            return () -> {};
        }
        return new Admission(this, parts.addresses(), request, handler).admit();
    }

    /** A request that the network is needed for. */
    EntryAttempt add(Target target, EntryRequest request, int beginFlags, EntryHandler handler) {
        EntryAttempt attempt = new EntryAttempt(this, target, StreamTraits.of(request), beginFlags, handler);
        preparation.used(target);
        waiting.add(attempt);
        loop.atTurnEnd(() -> attach(attempt));
        return attempt;
    }

    /** One try of it failed: another one, in a later turn, as it may be in the midst of a circuit's end. */
    void again(EntryAttempt attempt) {
        waiting.add(attempt);
        loop.execute(() -> attach(attempt));
    }

    void forget(EntryAttempt attempt) {
        waiting.remove(attempt);
    }

    private void attachAll() {
        List.copyOf(waiting).forEach(this::attach);
    }

    private void attach(EntryAttempt attempt) {
        if (closed || !attempt.isWaiting() || attachNow(attempt)) {
            return;
        }
        ClientCircuit coming = pool.coming(attempt);
        if (coming != null) {
            coming.reserve(attempt.traits());
        } else if (mayLaunch()) {
            launchFor(attempt);
        }
    }

    /** False when another circuit is needed. */
    private boolean attachNow(EntryAttempt attempt) {
        for (ClientCircuit best = pool.best(attempt); best != null; best = pool.best(attempt)) {
            if (attempt.tryOn(best)) {
                waiting.remove(attempt);
                return true;
            }
            if (!best.origin().isBuilt() || best.origin().streams() == 0) {
                return true; // nobody brings windows now: the next second asks again
            }
            best.retire();
        }
        return false;
    }

    private void launchFor(EntryAttempt attempt) {
        try {
            ClientCircuit launched = launch(attempt::accepts, attempt.needsStable());
            launched.reserve(attempt.traits());
        } catch (NoPath none) {
            if (attempt.leaveTracked(isGone(attempt.target())) || attempt.forgetTried()) {
                loop.execute(() -> attach(attempt));
            } else if (noExitFits(attempt.target())) {
                attempt.unreachable("no exit allows " + attempt.target());
            }
        }
    }

    /** Whether the exit that TrackHostExits chose is in use no more; one that only does not allow this port is. */
    private boolean isGone(Target target) {
        return target.tracked() && !hasExit(target::isExit);
    }

    /** Whether the network is known well enough to say so. */
    private boolean noExitFits(Target target) {
        var view = parts.directory().current();
        return view.isKnown()
                && view.nodes().stream()
                        .noneMatch(node -> node.isUsable() && (!node.isComplete() || target.fits(node)));
    }

    // ---- circuits -------------------------------------------------------------------------------------------------

    private boolean mayLaunch() {
        return pool.count(circuit -> circuit.isBuilding() || circuit.isWaiting()) < parts.share(options.maxPending())
                && (failures < FAILURES_MOST || now() - lastLaunch >= SECOND);
    }

    /** Begins a circuit to an exit that fits. */
    ClientCircuit launch(Predicate<Node> exit, boolean stable) throws NoPath {
        PathRequest request = new PathRequest(PathRequest.Purpose.EXIT, exit, true, stable);
        ClientCircuit circuit;
        try {
            circuit = new ClientCircuit(this, parts.paths().chooser().choose(request), stable);
        } catch (OptionFault fault) {
            complain(fault.getMessage());
            throw new NoPath(complaint);
        } catch (NoPath none) {
            complain(none.getMessage());
            throw none;
        }
        complain("");
        lastLaunch = now();
        pool.add(circuit);
        circuit.launch(parts.circuits());
        return circuit;
    }

    private void complain(String why) {
        if (!why.isEmpty() && isNews(why)) {
            LOG.info(
                    "The client of router {} builds no circuit: {}",
                    parts.router().name(),
                    why);
        }
        complaint = why;
    }

    private boolean isNews(String why) {
        told.values().removeIf(last -> now() - last >= QUIET);
        return told.putIfAbsent(why, now()) == null;
    }

    /** Why no circuit could be begun at last; empty when one could. */
    String complaint() {
        return complaint;
    }

    void circuitOpened(ClientCircuit circuit) {
        failures = 0;
        attachAll();
    }

    /** It is given up, though it may still be built: others take its place. */
    void circuitLate(ClientCircuit circuit) {
        failures++;
        attachAll();
    }

    /** A circuit ended for want of its last hop. */
    void exitFailed(Node exit) {
        List.copyOf(waiting).forEach(attempt -> attempt.exitFailed(exit));
    }

    void circuitClosed(ClientCircuit circuit, boolean failed) {
        pool.remove(circuit);
        failures += failed ? 1 : 0;
        if (!closed) {
            loop.execute(this::attachAll);
        }
    }

    /** Whether the present view has an exit that fits. */
    boolean hasExit(Predicate<Node> fits) {
        return parts.directory().current().nodes().stream().anyMatch(node -> node.isUsable() && fits.test(node));
    }

    boolean hasOpen() {
        return pool.hasOpen();
    }

    /** For how long a circuit without any stream is kept; less while they are built to learn how long that takes. */
    long unusedMost() {
        BuildTimes times = lessons.times();
        if (times != null && times.isLearning()) {
            return parts.directory().current().param("cbtlearntimeout", 180, 10, 60_000) * SECOND;
        }
        return PredictedPorts.relevant(options.circuitsAvailable());
    }

    // ---- what its parts ask ---------------------------------------------------------------------------------------

    long now() {
        return loop.now();
    }

    EventLoop loop() {
        return loop;
    }

    ClientOptions options() {
        return options;
    }

    ClientParts parts() {
        return parts;
    }

    Lessons lessons() {
        return lessons;
    }

    RefusedExits refused() {
        return parts.refused();
    }

    /** Whether an exit may not have answered with this address, as it is internal to some network. */
    boolean isForbiddenAnswer(EntryAnswer answer, Target target) {
        boolean rejects = target.isConnect() ? options.rejectInternal() : options.rejectInternalAnswers();
        return rejects && answer.address() != null && Addresses.isInternal(answer.address());
    }

    List<ClientCircuit> circuits() {
        return pool.all();
    }

    int waitingCount() {
        return waiting.size();
    }

    /** From now on no stream comes onto a circuit of before. */
    void newIdentity() {
        pool.all().forEach(ClientCircuit::retire);
    }

    /** Everything ends. */
    void close() {
        closed = true;
        tick.cancel();
        List.copyOf(waiting).forEach(attempt -> attempt.unreachable("the client is stopping"));
        pool.closeAll(CloseCause.FINISHED);
    }
}
