package org.tropea.client;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.tropea.cell.EndReason;
import org.tropea.flow.edge.Stream;
import org.tropea.flow.entry.EntryAnswer;
import org.tropea.flow.entry.EntryHandler;
import org.tropea.flow.entry.EntryReason;
import org.tropea.flow.entry.EntryStreams;
import org.tropea.flow.loop.EventLoop;
import org.tropea.net.directory.Node;

/**
 * One request on its way to an answer, over as many circuits as it takes. WAITING for a circuit, TRYING one, then DONE: the
 * handler knows the outcome or was told to forget it. Touched only by its loop.
 */
final class EntryAttempt implements EntryStreams.Attempt {
    /** Reasons that may lie with the name or the network: so often another exit is asked. */
    private static final int FAILURES_MOST = 3;
    /** Reasons that lie with the exit alone: so often in all. */
    private static final int TRIES_MOST = 12;

    /** So many circuits may fail at the exit that TrackHostExits chose before another one will do. */
    private static final int TRACKED_MOST = 5;

    private static final long FIRST_TRIES = 10_000_000_000L;
    private static final long LATER_TRIES = 15_000_000_000L;

    private final LoopClient client;
    private final StreamTraits traits;
    private final int beginFlags;
    private final EntryHandler handler;
    private final Set<Node> triedExits = new HashSet<>();
    private final EventLoop.Timer patience;
    private Target target;
    private StreamTrial trial;
    private int failures;
    private int tries;
    private int timeouts;
    private int lostCircuits;
    private boolean done;

    EntryAttempt(LoopClient client, Target target, StreamTraits traits, int beginFlags, EntryHandler handler) {
        this.client = client;
        this.target = target;
        this.traits = traits;
        this.beginFlags = beginFlags;
        this.handler = handler;
        patience = client.loop().schedule(client.options().socksTimeout(), this::outOfPatience);
    }

    private void outOfPatience() {
        fail(EndReason.TIMEOUT, "nothing came of " + target + " within SocksTimeout: " + client.complaint());
    }

    // ---- which circuits will do -----------------------------------------------------------------------------------

    Target target() {
        return target;
    }

    StreamTraits traits() {
        return traits;
    }

    boolean needsStable() {
        return client.options().longLivedPorts().contains(target.port());
    }

    boolean accepts(Node exit) {
        return target.fits(exit) && client.refused().allows(exit, target.port()) && !triedExits.contains(exit);
    }

    /** Every exit was tried: once more with all of them, if there were any. */
    boolean forgetTried() {
        boolean some = !triedExits.isEmpty();
        triedExits.clear();
        return some;
    }

    /** No circuit to the exit that TrackHostExits chose can be had: any other will do. False when it chose none. */
    boolean leaveTracked(boolean forGood) {
        boolean was = target.tracked();
        if (was && forGood) {
            client.parts().addresses().forgetExit(target.exit());
        }
        target = was ? target.anyExit() : target;
        return was;
    }

    /** A circuit could not be extended to {@code exit}, its last hop. */
    void exitFailed(Node exit) {
        if (target.tracked() && target.fits(exit) && ++lostCircuits >= TRACKED_MOST) {
            leaveTracked(true);
        }
    }

    boolean isWaiting() {
        return !done && trial == null;
    }

    // ---- a try ----------------------------------------------------------------------------------------------------

    /** Opens the stream on this circuit; false when the circuit takes none. */
    boolean tryOn(ClientCircuit circuit) {
        StreamTrial next = new StreamTrial(this, circuit);
        if (!next.begin(target, beginFlags)) {
            return false;
        }
        tries++;
        circuit.used(traits);
        trial = next;
        track(circuit.exit());
        next.await(timeout());
        if (target.isConnect()) {
            handler.begun(next.stream());
        }
        return true;
    }

    /** An exit that MapAddress chose is no choice of ours to keep to. */
    private void track(Node exit) {
        if (target.isConnect() && (target.exit() == null || target.tracked())) {
            client.parts().addresses().goesBy(target.host(), exit.fingerprint(), client.now());
        }
    }

    private long timeout() {
        long set = client.options().streamTimeout();
        return set > 0 ? set : timeouts < 2 ? FIRST_TRIES : LATER_TRIES;
    }

    EventLoop loop() {
        return client.loop();
    }

    void connected(Stream stream, byte[] body) {
        EntryAnswer answer = Answers.connected(body);
        if (answer != null && client.isForbiddenAnswer(answer, target)) {
            stream.end(EndReason.TORPROTOCOL);
            fail(EndReason.TORPROTOCOL, "the exit says " + target + " is an internal address");
            return;
        }
        finish();
        handler.connected(stream, answer == null ? null : answer.address(), answer == null ? 0 : answer.ttl());
    }

    void resolved(byte[] body) {
        Answers.Read read = Answers.resolved(body);
        List<EntryAnswer> good = read.answers().stream()
                .filter(answer -> !client.isForbiddenAnswer(answer, target))
                .toList();
        if (!good.isEmpty()) {
            finish();
            handler.resolved(good);
        } else if (read.again()) {
            retry(EndReason.RESOLVEFAILED, true);
        } else {
            fail(EndReason.RESOLVEFAILED, "no answer for " + target.host());
        }
    }

    /** The try ended before there was a connection: what the reason allows is tried (C tor's rules). */
    void ended(int reason) {
        switch (reason) {
            case EndReason.EXITPOLICY -> {
                client.refused().refused(trial.exit(), target.port());
                retry(reason, false);
            }
            case EndReason.HIBERNATING, EndReason.RESOURCELIMIT -> {
                client.refused().refusedAll(trial.exit());
                retry(reason, false);
            }
            case EndReason.DESTROY -> retry(reason, false);
            case EndReason.MISC, EndReason.NOROUTE, EndReason.RESOLVEFAILED, EndReason.TIMEOUT -> {
                trial.circuit().retire();
                retry(reason, true);
            }
            default -> fail(reason, "the exit ended " + target + ": " + EndReason.name(reason));
        }
    }

    /**
     * The try had no answer in time: its circuit may be a bad one. This is no answer of an exit, so it goes on until
     * SocksTimeout.
     */
    void timedOut() {
        trial.circuit().retire();
        timeouts++;
        tries--;
        retry(EndReason.TIMEOUT, false);
    }

    private void retry(int reason, boolean counts) {
        if (reason != EndReason.DESTROY || !target.tracked()) { // a lost circuit says nothing of its exit
            triedExits.add(trial.exit());
            leaveTracked(false);
        }
        if (reason != EndReason.DESTROY && reason != EndReason.EXITPOLICY) { // it may allow the host's other ports
            client.parts().addresses().leaveExit(target.host(), trial.exit().fingerprint());
        }
        trial = null;
        failures += counts ? 1 : 0;
        if (failures >= FAILURES_MOST || tries >= TRIES_MOST) {
            boolean later = reason == EndReason.RESOLVEFAILED && !target.isConnect();
            fail(
                    later ? EntryReason.RESOLVE_LATER : reason,
                    tries + " exits could not open " + target + ", the last one: " + EndReason.name(reason));
        } else {
            client.again(this);
        }
    }

    // ---- the end --------------------------------------------------------------------------------------------------

    void fail(int reason, String why) {
        if (!done) {
            StreamTrial last = trial;
            finish();
            if (last != null) {
                last.drop();
            }
            handler.failed(reason, why);
        }
    }

    /** Without a way to any exit there is no use in waiting. */
    void unreachable(String why) {
        fail(EntryReason.CANT_ATTACH, why);
    }

    @Override
    public void cancel() {
        if (!done) {
            StreamTrial last = trial;
            finish();
            if (last != null) {
                last.drop();
            }
        }
    }

    private void finish() {
        done = true;
        trial = null;
        patience.cancel();
        client.forget(this);
    }

    EntryHandler handler() {
        return handler;
    }
}
