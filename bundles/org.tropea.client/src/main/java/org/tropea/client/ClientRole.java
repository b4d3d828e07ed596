package org.tropea.client;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tropea.flow.entry.EntryHandler;
import org.tropea.flow.entry.EntryRequest;
import org.tropea.flow.entry.EntryStreams;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.loop.LoopGroup;
import org.tropea.flow.origin.OriginCircuits;
import org.tropea.flow.role.Role;
import org.tropea.flow.scope.RouterScope;
import org.tropea.net.directory.Directory;
import org.tropea.net.directory.Node;
import org.tropea.net.path.BuildTimes;
import org.tropea.net.path.Paths;

/** The client of one router: one {@link LoopClient} in each loop. Any thread, but {@link #open}: in the loop it names. */
public final class ClientRole implements Role, EntryStreams {
    private static final Logger LOG = LoggerFactory.getLogger(ClientRole.class);
    private static final long ANSWER_SECONDS = 2;

    private final RouterScope router;
    private final ClientParts parts;
    private final List<EventLoop> loops;
    /** Each element is touched only by the loop of its index. */
    private final AtomicReferenceArray<LoopClient> clients;

    private final Directory.Listening listening;
    private volatile boolean closed;

    private ClientRole(RouterScope router) {
        this.router = router;
        loops = router.part(LoopGroup.class).loops();
        parts = new ClientParts(
                router,
                router.part(OriginCircuits.class),
                router.part(Paths.class),
                router.part(Directory.class),
                new AddressMap(new SecureRandom(), router.options()),
                new RefusedExits(),
                loops.size());
        clients = new AtomicReferenceArray<>(loops.size());
        listening = parts.directory().listen(view -> everywhere(LoopClient::viewChanged));
    }

    /** Starts it; an OptionFault tells of an option that cannot be read. */
    static ClientRole start(RouterScope router) {
        ClientOptions.of(router.options());
        ClientRole role = new ClientRole(router);
        role.everywhere(LoopClient::viewChanged);
        router.add(EntryStreams.class, role);
        return role;
    }

    @Override
    public Attempt open(EntryRequest request, EntryHandler handler, EventLoop loop) {
        return client(loop).open(request, handler);
    }

    private LoopClient client(EventLoop loop) {
        LoopClient client = clients.get(loop.index());
        if (client == null) {
            client = new LoopClient(parts, loop);
            clients.set(loop.index(), client);
            if (closed) {
                client.close();
            }
        }
        return client;
    }

    @Override
    public void reloaded() {
        // Each loop's next second looks at the new options.
    }

    @Override
    public void close() {
        router.remove(EntryStreams.class, this);
        closed = true;
        listening.close();
        await(everywhere(LoopClient::close));
    }

    /** Runs {@code work} for the client of each loop, in its loop. */
    private CountDownLatch everywhere(Consumer<LoopClient> work) {
        CountDownLatch left = new CountDownLatch(loops.size());
        for (EventLoop loop : loops) {
            Runnable here = () -> {
                try {
                    work.accept(client(loop));
                } finally {
                    left.countDown();
                }
            };
            try {
                loop.execute(here);
            } catch (RejectedExecutionException stopped) {
                left.countDown();
            }
        }
        return left;
    }

    private void await(CountDownLatch left) {
        try {
            if (!left.await(ANSWER_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("A loop of router {} does not answer its client", router.name());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // ---- for commands, on their sessions' threads -----------------------------------------------------------------

    /** One line for each loop that answers within two seconds. */
    public List<ClientStatus> status() {
        return gather(client -> List.of(status(client)));
    }

    private static ClientStatus status(LoopClient client) {
        List<ClientCircuit> circuits = client.circuits();
        BuildTimes times = client.lessons().times();
        return new ClientStatus(
                client.loop().index(),
                (int) circuits.stream().filter(ClientCircuit::isOpen).count(),
                (int) circuits.stream().filter(ClientCircuit::isBuilding).count(),
                (int) circuits.stream().filter(ClientCircuit::isClean).count(),
                circuits.stream()
                        .mapToInt(circuit -> circuit.origin().streams())
                        .sum(),
                client.waitingCount(),
                client.lessons().timeoutMillis(),
                times == null ? 0 : times.known(),
                client.complaint());
    }

    /** Its circuits. */
    public List<CircuitLine> circuits() {
        return gather(client ->
                client.circuits().stream().map(circuit -> line(client, circuit)).toList());
    }

    private static CircuitLine line(LoopClient client, ClientCircuit circuit) {
        return new CircuitLine(
                circuit.origin().id(),
                circuit.isOpen() && circuit.isDirty()
                        ? "DIRTY"
                        : circuit.state().name(),
                TimeUnit.NANOSECONDS.toSeconds(client.now() - circuit.age()),
                circuit.origin().streams(),
                circuit.nodes().stream().map(Node::nickname).collect(Collectors.joining(" ")));
    }

    /** What is mapped to what. */
    public Map<String, String> addresses() {
        return parts.addresses().all();
    }

    /** From now on no stream shares a circuit with one of before. */
    public void newIdentity() {
        await(everywhere(LoopClient::newIdentity));
    }

    private <T> List<T> gather(Function<LoopClient, List<T>> question) {
        ConcurrentLinkedQueue<T> answers = new ConcurrentLinkedQueue<>();
        await(everywhere(client -> answers.addAll(question.apply(client))));
        return new ArrayList<>(answers);
    }
}
