package org.tropea.itests.bench.load;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.tropea.cell.Create2;
import org.tropea.crypto.handshake.NtorClient;
import org.tropea.itests.badinput.RelayInfo;

/**
 * A client with any number of connections and circuits to one relay on 127.0.0.1, on the thread that made it. Each call
 * returns when everything asked for is there, and throws an IllegalStateException when something else came or the time
 * was over. Nobody checks the relay's CERTS; its ntor replies and all relayed cells are checked.
 */
public final class Generator implements Closeable, ClientLink.Events, Circuit.Events {
    /** Connections being opened at a time: a listening socket's backlog is limited. */
    private static final int DIALLING = 64;

    private final Loop loop;
    private final Payload payload = new Payload();
    private final NextRelay next;
    private final LinkTls tls = LinkTls.client();
    private final Duration limit;
    private final RelayInfo relay;
    private final List<ClientLink> links = new ArrayList<>();
    private final List<Circuit> circuits = new ArrayList<>();
    private final byte[] extend;
    private int open;
    private int built;
    private int extended;
    private long echoed;
    private long toSend;

    /** No connection to {@code relay} yet; {@code limit} is the most that one call may take. */
    public Generator(RelayInfo relay, Duration limit) throws IOException {
        this.relay = relay;
        this.limit = limit;
        loop = new Loop();
        next = new NextRelay(loop, payload);
        extend = RelayInfo.extend2(next.info().specifiers(), new byte[Create2.NTOR_LENGTH]);
    }

    // ---- connections ----------------------------------------------------------------------------------------------

    /** Opens this many more connections. */
    public void connect(int count) throws IOException {
        int all = links.size() + count;
        while (links.size() < all) {
            links.add(ClientLink.dial(loop, tls, relay.address(), this));
            if (links.size() - open >= DIALLING || links.size() == all) {
                int wanted = links.size() == all ? all : links.size() - DIALLING / 2;
                until(() -> open >= wanted);
            }
        }
    }

    private void until(BooleanSupplier done) {
        loop.until(done, limit, this::toString);
    }

    @Override
    public String toString() {
        return open + " of " + links.size() + " connections, " + built + " of " + circuits.size() + " circuits built, "
                + extended + " extended, " + echoed + " cells returned, " + toSend + " to be sent";
    }

    @Override
    public void opened(ClientLink link) {
        open++;
    }

    @Override
    public void lost(ClientLink link) {
        throw new IllegalStateException("the relay closed a connection; " + toString());
    }

    // ---- circuits -------------------------------------------------------------------------------------------------

    /** Builds this many more circuits, spread over all connections, at most {@code atOnce} being asked for at a time. */
    public void build(int count, int atOnce, boolean fast) {
        NtorClient ntor = new NtorClient(relay.rsaId(), relay.onionKey());
        int all = circuits.size() + count;
        while (circuits.size() < all) {
            ask(Math.min(all, built + atOnce), fast ? null : ntor);
            int wanted = Math.min(all, circuits.size() - atOnce / 2);
            until(() -> built >= wanted);
        }
        until(() -> built >= all);
    }

    private void ask(int upTo, NtorClient ntor) {
        while (circuits.size() < upTo) {
            ClientLink link = links.get(circuits.size() % links.size());
            Circuit circuit = new Circuit(link, circuits.size(), payload, this);
            circuits.add(circuit);
            if (ntor == null) {
                circuit.createFast();
            } else {
                circuit.create(ntor);
            }
        }
    }

    @Override
    public void built(Circuit circuit) {
        built++;
    }

    @Override
    public void lost(Circuit circuit, String why) {
        throw new IllegalStateException("a circuit got " + why + "; " + toString());
    }

    /** Closes all circuits; the relay may still be at it when this returns. */
    public void destroyAll() {
        circuits.forEach(Circuit::destroy);
        circuits.clear();
        built = 0;
        extended = 0;
        toSend = 0;
    }

    // ---- cells ----------------------------------------------------------------------------------------------------

    /** Extends the first {@code count} circuits to the next relay, which is the generator too. */
    public void extend(int count, int atOnce) {
        for (int i = extended; i < count; i++) {
            circuits.get(i).extend(extend);
            int wanted = Math.min(i + 1, i + 1 - atOnce);
            until(() -> extended >= wanted);
        }
        until(() -> extended >= count);
    }

    @Override
    public void extended(Circuit circuit) {
        extended++;
    }

    /**
     * Sends {@code count} cells onward by the extended circuits, {@code window} of each under way at a time; each comes
     * back. Both ways every byte is compared.
     */
    public void relay(long count, int window) {
        toSend = count;
        long all = echoed + count;
        for (int i = 0; i < window; i++) {
            circuits.stream().filter(Circuit::isExtended).forEach(this::sendOne);
        }
        until(() -> echoed >= all);
    }

    private void sendOne(Circuit circuit) {
        if (toSend > 0) {
            toSend--;
            circuit.send();
        }
    }

    @Override
    public void echoed(Circuit circuit) {
        echoed++;
        sendOne(circuit);
    }

    // ---- what there is --------------------------------------------------------------------------------------------

    /** Connections that are open. */
    public int connections() {
        return open;
    }

    /** Circuits that are built. */
    public int circuits() {
        return built;
    }

    /** Cells that went to the next relay and came back, each equal to what was sent, since the beginning. */
    public long cells() {
        return Math.min(echoed, next.cells());
    }

    /** Turns for a while: what comes is taken. */
    public void idle(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        until(() -> System.nanoTime() > end);
    }

    @Override
    public void close() throws IOException {
        loop.close();
    }
}
