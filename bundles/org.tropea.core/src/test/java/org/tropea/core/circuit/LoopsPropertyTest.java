package org.tropea.core.circuit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tropea.cell.Cell;
import org.tropea.cell.CellCommand;
import org.tropea.cell.DestroyReason;
import org.tropea.cell.RelayCommand;
import org.tropea.core.channel.ChannelState;
import org.tropea.core.channel.FakeBackend;
import org.tropea.flow.channel.PeerIdentity;
import org.tropea.flow.fault.CloseCause;
import org.tropea.testkit.CellBuilder;

/**
 * Circuits over three loops whose turns come in any order, as do cells, truncations, ends of circuits and of channels,
 * and channels that go to another loop while they have no circuits: every cell arrives in order as long as its circuit lives, and nothing is left of those that ended.
 */
class LoopsPropertyTest {
    private static final int STEPS = 4_000;
    private static final int CLIENTS = 12;
    private static final long SECOND = 1_000_000_000L;

    private final LoopsRig rig = new LoopsRig(3);
    private final List<LoopsClient> clients = new ArrayList<>();
    private final Map<FakeBackend, Next> nexts = new LinkedHashMap<>();
    private Random random;
    private int crossed;
    private static int moved;

    /** The far end of a channel to a relay: its circuits by id, in the order in which they were made. */
    private final class Next {
        final FakeBackend backend;
        final Map<Integer, LoopsClient> circuits = new HashMap<>();
        final List<Integer> ids = new ArrayList<>();
        int seen;

        Next(FakeBackend backend) {
            this.backend = backend;
        }

        void look() {
            for (; seen < backend.sent.size(); seen++) {
                byte[] cell = backend.sent.get(seen);
                int id = Cell.circuitId(cell, 0);
                switch (Cell.command(cell, 0)) {
                    case CellCommand.CREATE2 -> created(id);
                    case CellCommand.DESTROY -> gone(id);
                    default -> client(id, cell).cameOn(cell);
                }
            }
        }

        private void created(int id) {
            ids.add(id);
            backend.receive(CellBuilder.cell(id, CellCommand.CREATED2, (byte) 0, (byte) 64));
        }

        private void gone(int id) {
            ids.remove((Integer) id);
            circuits.remove(id);
        }

        /** Whose circuit {@code id} is, is known by the first cell: there a client writes its own number. */
        private LoopsClient client(int id, byte[] cell) {
            return circuits.computeIfAbsent(id, none -> clients.get(cell[LoopsClient.WHO] - 1));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void cellsKeepTheirOrderAndNothingIsLeft(long seed) {
        random = new Random(seed);
        for (int i = 0; i < CLIENTS; i++) {
            FakeBackend link = rig.parts.get(i % 3).incoming(PeerIdentity.NONE);
            clients.add(new LoopsClient(rig, link, 1 + i));
        }
        for (int step = 0; step < STEPS; step++) {
            step();
        }
        settle();
        clients.stream().filter(LoopsClient::lives).forEach(this::requireAllArrived);
        assertEquals(0, rig.bugs.count());
        end();
        assertTrue(crossed > 0, "no circuit went through two loops");
        rig.parts.forEach(part -> part.backends.made.forEach(backend -> moved += backend.moves));
    }

    @AfterAll
    static void channelsMoved() {
        assertTrue(moved > 10, "channels went from loop to loop " + moved + " times");
    }

    private void step() {
        LoopsClient client = clients.get(random.nextInt(CLIENTS));
        switch (random.nextInt(40)) {
            case 0, 1 -> extend(client);
            case 2, 3, 4, 5, 6, 7, 8, 9 -> sendOn(client);
            case 10, 11, 12, 13, 14, 15, 16, 17 -> sendBack();
            case 18 -> say(client);
            case 19 -> openSome();
            case 20 -> rarely(() -> truncate(client));
            case 21 -> rarely(() -> destroy(client));
            case 22 -> rarely(this::destroyBack);
            case 23 -> rarely(this::closeNext);
            case 24 -> rarely(() -> rig.group.clock().advance(SECOND));
            default -> rig.someTurn(random);
        }
        look();
    }

    private void rarely(Runnable action) {
        if (random.nextInt(8) == 0) {
            action.run();
        }
    }

    private void look() {
        rig.parts.forEach(part -> part.backends.made.stream()
                .filter(backend -> backend.channel.initiator())
                .forEach(backend -> nexts.computeIfAbsent(backend, Next::new)));
        nexts.values().forEach(Next::look);
        clients.forEach(LoopsClient::look);
        for (int relay = 20; relay < 23; relay++) {
            assertTrue(channelsTo(relay) <= 1, "two channels to one relay");
        }
    }

    private long channelsTo(int relay) {
        return nexts.keySet().stream()
                .filter(backend -> !backend.channel.state().isCondemned() && relay(backend) == relay)
                .count();
    }

    private static int relay(FakeBackend backend) {
        return ((InetSocketAddress) backend.remote()).getAddress().getAddress()[3];
    }

    private void extend(LoopsClient client) {
        if (client.endsHere()) {
            client.extend(20 + random.nextInt(3));
        }
    }

    private void sendOn(LoopsClient client) {
        if (client.isExtended()) {
            client.sendOn();
        }
    }

    private void sendBack() {
        Next next = someNext();
        if (next != null && !next.ids.isEmpty()) {
            int id = next.ids.get(random.nextInt(next.ids.size()));
            LoopsClient client = next.circuits.get(id);
            if (client != null && next.backend.channel.state() == ChannelState.OPEN) {
                next.backend.receive(client.back(id));
            }
        }
    }

    private Next someNext() {
        List<Next> open = new ArrayList<>();
        for (Next next : nexts.values()) {
            if (next.backend.channel.state() == ChannelState.OPEN) {
                open.add(next);
            }
        }
        return open.isEmpty() ? null : open.get(random.nextInt(open.size()));
    }

    /** The relay says something itself. */
    private void say(LoopsClient client) {
        Circuit circuit = client.circuit(rig);
        if (circuit != null) {
            crossed += rig.onwards();
            circuit.originate(RelayCommand.DATA, 1, new byte[20], 0, 20);
            client.digests.add(circuit.lastOriginatedDigest());
        }
    }

    /** Connects that were under way succeed. */
    private void openSome() {
        for (Next next : nexts.values()) {
            if (next.backend.channel.state() == ChannelState.OPENING) {
                next.backend.channel.opened(CircuitRig.relay(relay(next.backend)), 5);
            }
        }
    }

    private void truncate(LoopsClient client) {
        if (client.isExtended()) {
            client.truncate();
        }
    }

    private void destroy(LoopsClient client) {
        if (client.lives()) {
            client.closed = true;
            client.link.receive(CellBuilder.destroy(client.id, DestroyReason.FINISHED));
        }
    }

    private void destroyBack() {
        Next next = someNext();
        if (next != null && !next.ids.isEmpty()) {
            int id = next.ids.remove(random.nextInt(next.ids.size()));
            LoopsClient client = next.circuits.remove(id);
            if (client != null) {
                client.closed = true;
            }
            next.backend.receive(CellBuilder.destroy(id, DestroyReason.FINISHED));
        }
    }

    private void closeNext() {
        Next next = someNext();
        if (next != null) {
            next.circuits.values().forEach(client -> client.closed = true);
            next.backend.channel.close(CloseCause.OPERATOR);
            next.backend.channel.closed(CloseCause.OPERATOR);
        }
    }

    private void settle() {
        for (int i = 0; i < 5; i++) {
            openSome();
            rig.group.crank();
            look();
        }
    }

    private void requireAllArrived(LoopsClient client) {
        assertEquals(client.sentOn, client.cameOn, "cells to the next relay");
        assertEquals(client.sentBack, client.cameBack, "cells to the client");
        assertEquals(0, client.digests.size(), "what the relay said");
    }

    private void end() {
        rig.parts.forEach(part -> part.circuits.close(CloseCause.SHUTDOWN));
        rig.group.crank();
        rig.parts.forEach(part -> part.channels.close(CloseCause.SHUTDOWN));
        rig.group.crank();
        assertEquals(0, rig.circuits());
        assertEquals(0, rig.onwards());
        assertEquals(0, rig.cellsOut());
        assertEquals(0, rig.loads.of(0) + rig.loads.of(1) + rig.loads.of(2));
    }
}
