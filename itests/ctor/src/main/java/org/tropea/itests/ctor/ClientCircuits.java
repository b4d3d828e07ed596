package org.tropea.itests.ctor;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The client's circuits and streams under our control: circuits along named paths, and every SOCKS connection put on
 * the circuit that its user name stands for. Streams of other users are left to tor. Any thread; closed by its network.
 */
public final class ClientCircuits implements Closeable {

    private static final String LEAVE_STREAMS = "__LeaveStreamsUnattached";
    /** Circuits that tor makes in reserve would try relays that a test has stopped, and then avoid them for a minute. */
    private static final String NO_RESERVE = "__DisablePredictedCircuits";

    private static final int END_MISC = 1;
    /** RELAY_END reasons by number, from 1 (tor-spec 6.3), under the names that events use. */
    private static final List<String> END_REASONS = List.of(
            "MISC",
            "RESOLVEFAILED",
            "CONNECTREFUSED",
            "EXITPOLICY",
            "DESTROY",
            "DONE",
            "TIMEOUT",
            "NOROUTE",
            "HIBERNATING",
            "INTERNAL",
            "RESOURCELIMIT",
            "CONNRESET",
            "TORPROTOCOL",
            "NOTDIRECTORY");

    private final ControlClient control;
    private final Map<String, PathCircuit> circuits = new ConcurrentHashMap<>();
    private final Map<String, PathCircuit> circuitOfUser = new ConcurrentHashMap<>();
    private final Map<String, String> userOfStream = new ConcurrentHashMap<>();
    private final Map<String, String> endOfUser = new ConcurrentHashMap<>();
    private final AtomicLong users = new AtomicLong();

    private ClientCircuits(ControlClient control) {
        this.control = control;
    }

    /** Takes over the streams of a C tor client. */
    static ClientCircuits open(CtorNode client) throws IOException {
        ClientCircuits circuits = new ClientCircuits(client.control());
        circuits.control.listen(circuits::event);
        circuits.control.setEvents("CIRC", "STREAM");
        circuits.control.setConf(LEAVE_STREAMS + "=1", NO_RESERVE + "=1");
        return circuits;
    }

    private void event(ControlEvent event) {
        if (event.type().equals("CIRC")) {
            circuit(event.word(0)).event(event);
        } else if (event.type().equals("STREAM")) {
            streamEvent(event);
        }
    }

    /** Events may come before the reply to EXTENDCIRCUIT is read, so either side makes the entry. */
    private PathCircuit circuit(String id) {
        return circuits.computeIfAbsent(id, PathCircuit::new);
    }

    private void streamEvent(ControlEvent event) {
        switch (event.word(1)) {
            case "NEW", "NEWRESOLVE" -> {
                if (!event.get("PURPOSE").startsWith("DIR")) { // tor attaches its own directory streams in any case
                    attach(event.word(0), event.get("SOCKS_USERNAME"));
                }
            }
            case "DETACHED" -> detached(event);
            case "FAILED", "CLOSED" -> ended(event);
            default -> {
                // SENTCONNECT, REMAP, SUCCEEDED and the rest need no answer.
            }
        }
    }

    private void attach(String stream, String user) {
        PathCircuit circuit = circuitOfUser.get(user);
        if (circuit != null) {
            userOfStream.put(stream, user);
        }
        try {
            control.attachStream(stream, circuit == null ? "0" : circuit.id());
        } catch (IOException e) {
            endOfUser.put(user, e.getMessage());
            closeQuietly(stream, END_MISC);
        }
    }

    /** tor would try such a stream elsewhere; here it belongs to one circuit, so it ends for the same reason. */
    private void detached(ControlEvent event) {
        String user = userOfStream.get(event.word(0));
        if (user != null) {
            endOfUser.put(user, event.reason());
            int number = END_REASONS.indexOf(event.get("REMOTE_REASON")) + 1;
            closeQuietly(event.word(0), number == 0 ? END_MISC : number);
        }
    }

    private void ended(ControlEvent event) {
        String user = userOfStream.remove(event.word(0));
        if (user != null) {
            endOfUser.putIfAbsent(user, event.reason());
        }
    }

    private void closeQuietly(String stream, int reason) {
        try {
            control.closeStream(stream, reason);
        } catch (IOException alreadyGone) {
            userOfStream.remove(stream);
        }
    }

    /** Builds {@code count} circuits along the path at the same time. @throws IllegalStateException when one fails */
    public List<PathCircuit> build(List<String> path, int count, Duration limit) {
        List<PathCircuit> made = new ArrayList<>();
        Deadline deadline = Deadline.in(limit);
        try {
            for (int i = 0; i < count; i++) {
                made.add(launch(path));
            }
            for (PathCircuit circuit : made) {
                circuit.built().get(Math.max(1, deadline.left()), TimeUnit.NANOSECONDS);
            }
            return made;
        } catch (IOException | ExecutionException e) {
            made.forEach(this::close);
            throw new IllegalStateException("no circuit along " + path + ": " + e.getMessage(), e);
        } catch (TimeoutException e) {
            made.forEach(this::close);
            throw new IllegalStateException("no circuit along " + path + " within " + limit.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while building " + path, e);
        }
    }

    /** EXTENDCIRCUIT without waiting; {@link PathCircuit#isOpen} and {@link PathCircuit#whenClosed} tell the outcome. */
    public PathCircuit launch(List<String> path) throws IOException {
        PathCircuit circuit = circuit(control.extendCircuit(path));
        circuit.path(List.copyOf(path));
        return circuit;
    }

    /** CLOSECIRCUIT; one that is gone already is fine. */
    public void close(PathCircuit circuit) {
        circuit.closing();
        circuitOfUser.values().removeIf(each -> each == circuit);
        try {
            control.closeCircuit(circuit.id());
        } catch (IOException gone) {
            circuits.remove(circuit.id());
        }
    }

    /** A new SOCKS user name whose streams go onto {@code circuit}. */
    public String userOn(PathCircuit circuit) {
        String user = "path" + users.incrementAndGet();
        circuitOfUser.put(user, circuit);
        return user;
    }

    /** How the last ended stream of that user ended, e.g. {@code "END/EXITPOLICY"}, or an empty text. */
    public String endReason(String user) {
        return endOfUser.getOrDefault(user, "");
    }

    /** The user's streams, once ended, are forgotten. */
    void forget(String user) {
        circuitOfUser.remove(user);
        endOfUser.remove(user);
    }

    /** The control connection, for further commands. */
    public ControlClient control() {
        return control;
    }

    @Override
    public void close() throws IOException {
        try {
            control.resetConf(LEAVE_STREAMS, NO_RESERVE);
        } catch (IOException clientGone) {
            circuits.clear();
        }
        control.close();
    }
}
