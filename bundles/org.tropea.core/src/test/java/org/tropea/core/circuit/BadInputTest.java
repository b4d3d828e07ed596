package org.tropea.core.circuit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tropea.cell.Cell;
import org.tropea.cell.CellCommand;
import org.tropea.cell.Create2;
import org.tropea.cell.Destroy;
import org.tropea.cell.DestroyReason;
import org.tropea.cell.Extend2;
import org.tropea.cell.LinkSpecifier;
import org.tropea.cell.RelayCell;
import org.tropea.cell.RelayCommand;
import org.tropea.core.channel.Drop;
import org.tropea.core.channel.FakeBackend;
import org.tropea.flow.channel.PeerIdentity;
import org.tropea.flow.fault.PeerFault;
import org.tropea.net.params.Params;
import org.tropea.testkit.CellBuilder;

/**
 * What peers do wrong with circuits (case, expected reply, what survives). Each case meets a relay on whose channel
 * circuit 5 misbehaves while circuit 6 carries cells, which it must go on doing.
 */
class BadInputTest {
    private static final int HIGH = TestClient.HIGH;
    private static final PeerIdentity PREVIOUS = CircuitRig.relay(3);

    /** The stage of one case. */
    private static final class Stage {
        final CircuitRig rig = new CircuitRig("ExtendAllowPrivateAddresses", "0");
        final FakeBackend link = rig.incoming(PREVIOUS);
        final TestClient good = TestClient.fast(rig, link, 6);
        final TestClient bad = TestClient.fast(rig, link, 5);

        void receive(byte[] cell) {
            link.receive(cell);
        }

        void extend(LinkSpecifier... specifiers) {
            extend(true, 0, specifiers);
        }

        void extend(boolean early, int stream, LinkSpecifier... specifiers) {
            byte[] body = new byte[498];
            Create2 create = new Create2(Create2.NTOR, new byte[84]);
            int length = new Extend2(List.of(specifiers), create).write(body, 0);
            bad.send(early, RelayCommand.EXTEND2, stream, Arrays.copyOf(body, length));
        }

        FakeBackend next() {
            extend(at("8.8.8.8", 9001), rsa(7), ed25519(7));
            FakeBackend next = rig.backends.last();
            next.channel.opened(CircuitRig.relay(7), 5);
            rig.group.crank();
            return next;
        }

        int nextId() {
            FakeBackend next = next();
            return Cell.circuitId(next.sent.get(next.sent.size() - 1), 0);
        }
    }

    /** One row. */
    private record Case(String name, String reply, int survivors, Drop drop, Consumer<Stage> input) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static LinkSpecifier at(String host, int port) {
        return LinkSpecifier.of(new InetSocketAddress(host, port));
    }

    private static LinkSpecifier rsa(int number) {
        return new LinkSpecifier(LinkSpecifier.RSA_ID, CircuitRig.filled(20, number));
    }

    private static LinkSpecifier ed25519(int number) {
        return new LinkSpecifier(LinkSpecifier.ED25519_ID, CircuitRig.filled(32, number));
    }

    private static Case dropped(String name, Drop drop, Consumer<Stage> input) {
        return new Case(name, "nothing", 2, drop, input);
    }

    private static Case refused(String name, int id, int reason, Consumer<Stage> input) {
        return new Case(name, reply(id, reason), 2, null, input);
    }

    private static Case closed(String name, int reason, Consumer<Stage> input) {
        return new Case(name, reply(HIGH | 5, reason), 1, null, input);
    }

    private static Case closed(String name, Consumer<Stage> input) {
        return closed(name, DestroyReason.PROTOCOL, input);
    }

    private static String reply(int id, int reason) {
        return "DESTROY " + Integer.toHexString(id) + " " + DestroyReason.name(reason);
    }

    static Stream<Case> cases() {
        byte[] key = new byte[20];
        return Stream.of(
                dropped("CREATE with id 0", Drop.CREATE_WITH_ID_ZERO, s -> s.receive(CellBuilder.createFast(0, key))),
                dropped(
                        "CREATE with an id in use",
                        Drop.CREATE_WITH_ID_IN_USE,
                        s -> s.receive(CellBuilder.createFast(HIGH | 5, key))),
                dropped(
                        "RELAY for no circuit",
                        Drop.UNKNOWN_CIRCUIT,
                        s -> s.receive(CellBuilder.cell(HIGH | 99, CellCommand.RELAY))),
                dropped(
                        "DESTROY for no circuit",
                        Drop.UNKNOWN_CIRCUIT,
                        s -> s.receive(CellBuilder.destroy(HIGH | 99, 0))),
                dropped(
                        "CREATED2 for no circuit",
                        Drop.UNKNOWN_CIRCUIT,
                        s -> s.receive(CellBuilder.cell(99, CellCommand.CREATED2))),
                dropped("an unknown command", Drop.UNKNOWN_COMMAND, s -> s.receive(CellBuilder.cell(HIGH | 5, 100))),
                dropped(
                        "EXTEND2 outside RELAY_EARLY",
                        Drop.EXTEND_NOT_EARLY,
                        s -> s.extend(false, 0, at("8.8.8.8", 1), rsa(7))),
                dropped(
                        "EXTEND2 with a stream id",
                        Drop.EXTEND_ON_STREAM,
                        s -> s.extend(true, 4, at("8.8.8.8", 1), rsa(7))),
                dropped(
                        "EXTENDED2 at a relay",
                        Drop.FOR_CLIENTS_ONLY,
                        s -> s.bad.send(false, RelayCommand.EXTENDED2, 0)),
                dropped("DROP", Drop.LONG_RANGE_PADDING, s -> s.bad.send(false, RelayCommand.DROP, 0)),
                refused(
                        "a wrong-half circuit id",
                        9,
                        DestroyReason.PROTOCOL,
                        s -> s.receive(CellBuilder.createFast(9, key))),
                refused(
                        "CREATE2 longer than its cell",
                        HIGH | 9,
                        DestroyReason.PROTOCOL,
                        s -> s.receive(CellBuilder.cell(HIGH | 9, CellCommand.CREATE2, (byte) 0, (byte) 2, (byte) 9))),
                refused(
                        "CREATE2 with a short ntor handshake",
                        HIGH | 9,
                        DestroyReason.PROTOCOL,
                        s -> s.receive(CellBuilder.create2(HIGH | 9, new byte[83]))),
                refused(
                        "CREATE2 with a handshake that we do not know",
                        HIGH | 9,
                        DestroyReason.PROTOCOL,
                        s -> s.receive(CellBuilder.create2(HIGH | 9, 77, new byte[84]))),
                refused(
                        "CREATE, which is TAP",
                        HIGH | 9,
                        DestroyReason.PROTOCOL,
                        s -> s.receive(CellBuilder.cell(HIGH | 9, CellCommand.CREATE))),
                closed("EXTEND2 that cannot be parsed", s -> s.bad.send(true, RelayCommand.EXTEND2, 0, (byte) 3)),
                closed("EXTEND, the old one", s -> s.bad.send(true, RelayCommand.EXTEND, 0, new byte[212])),
                closed("EXTEND2 back by RSA identity", s -> s.extend(at("8.8.8.8", 1), rsa(3), ed25519(7))),
                closed("EXTEND2 back by Ed25519 identity", s -> s.extend(at("8.8.8.8", 1), rsa(7), ed25519(3))),
                closed("EXTEND2 with a zero RSA identity", s -> s.extend(at("8.8.8.8", 1), rsa(0))),
                closed("EXTEND2 without an RSA identity", s -> s.extend(at("8.8.8.8", 1), ed25519(7))),
                closed(
                        "EXTEND2 with two Ed25519 identities",
                        s -> s.extend(at("8.8.8.8", 1), rsa(7), ed25519(7), ed25519(8))),
                closed("EXTEND2 without an address", s -> s.extend(rsa(7))),
                closed("EXTEND2 to port 0", s -> s.extend(at("8.8.8.8", 0), rsa(7))),
                closed("EXTEND2 to 0.0.0.0", s -> s.extend(at("0.0.0.0", 1), rsa(7))),
                closed("EXTEND2 to a private address", s -> s.extend(at("10.1.2.3", 1), rsa(7))),
                closed("EXTEND2 to loopback", s -> s.extend(at("127.0.0.1", 1), rsa(7))),
                closed("EXTEND2 to carrier-grade NAT", s -> s.extend(at("100.64.0.1", 1), rsa(7))),
                closed("EXTEND2 to a unique local address", s -> s.extend(at("fd00::1", 1), rsa(7))),
                closed("EXTEND2 to ourselves", DestroyReason.CONNECTFAILED, s -> s.extend(at("8.8.8.8", 1), rsa(1))),
                closed("a second EXTEND2 while connecting", s -> {
                    s.extend(at("8.8.8.8", 1), rsa(7));
                    s.extend(at("8.8.8.8", 1), rsa(7));
                }),
                closed("a second EXTEND2 when extended", s -> {
                    s.next();
                    s.extend(at("8.8.8.8", 1), rsa(7));
                }),
                closed("more than 8 RELAY_EARLY", s -> {
                    s.next();
                    for (int i = 0; i < 8; i++) {
                        s.bad.sendOpaque(true, (byte) i);
                    }
                }),
                closed("RELAY_EARLY towards the client", s -> {
                    int id = s.nextId();
                    s.rig.backends.last().receive(CellBuilder.cell(id, CellCommand.RELAY_EARLY));
                }),
                closed("a relay cell with a bad length", s -> {
                    byte[] plain = CellBuilder.relay(s.bad.id, RelayCommand.DATA, 1);
                    plain[Cell.HEADER + RelayCell.LENGTH] = 2;
                    s.bad.crypto.forward().originate(plain, Cell.HEADER);
                    byte[] cell = CellBuilder.cell(s.bad.id, CellCommand.RELAY);
                    s.bad.crypto.forward().apply(plain, Cell.HEADER, cell, Cell.HEADER);
                    s.receive(cell);
                }),
                closed("a cell for nobody at the last hop", s -> s.bad.sendOpaque(false, (byte) 1)),
                closed("what the edge calls a fault", s -> {
                    s.rig.edgeFault = new PeerFault("a SENDME with a wrong digest");
                    s.bad.send(false, RelayCommand.SENDME, 0);
                    s.rig.edgeFault = null;
                }),
                closed(
                        "CREATED2 from the client's side",
                        s -> s.receive(CellBuilder.cell(HIGH | 5, CellCommand.CREATED2))),
                closed("an over-long CREATED2", s -> {
                    int id = s.nextId();
                    s.rig.backends.last().receive(CellBuilder.cell(id, CellCommand.CREATED2, (byte) 1, (byte) 254));
                }),
                closed("CREATED2 too long for EXTENDED2", s -> {
                    int id = s.nextId();
                    s.rig.backends.last().receive(CellBuilder.cell(id, CellCommand.CREATED2, (byte) 1, (byte) 241));
                }),
                closed("a second CREATED2", s -> {
                    int id = s.nextId();
                    s.rig.backends.last().receive(CellBuilder.cell(id, CellCommand.CREATED2, (byte) 0, (byte) 64));
                    s.rig.backends.last().receive(CellBuilder.cell(id, CellCommand.CREATED2, (byte) 0, (byte) 64));
                }),
                closed("CREATED_FAST for our CREATE2", s -> {
                    int id = s.nextId();
                    s.rig.backends.last().receive(CellBuilder.cell(id, CellCommand.CREATED_FAST));
                }),
                new Case("a relay cell before CREATED2", reply(HIGH | 9, DestroyReason.PROTOCOL), 2, null, s -> {
                    s.receive(CellBuilder.create2(HIGH | 9, new byte[84]));
                    s.receive(CellBuilder.cell(HIGH | 9, CellCommand.RELAY));
                }));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void eachCaseGetsItsReplyAndHarmsNobodyElse(Case row) {
        Stage stage = new Stage();
        int before = stage.link.sent.size();
        row.input.accept(stage);
        stage.rig.group.crank();
        assertEquals(row.reply, replies(stage, before));
        assertEquals(row.survivors, stage.rig.circuits.size());
        assertEquals(row.drop == null ? 0 : 1, stage.rig.channels.drops().total());
        if (row.drop != null) {
            assertEquals(1, stage.rig.channels.drops().of(row.drop));
        }
        carriesOn(stage);
    }

    private static String replies(Stage stage, int before) {
        List<String> replies = new ArrayList<>();
        for (byte[] cell : stage.link.sent.subList(before, stage.link.sent.size())) {
            if (Cell.command(cell, 0) == CellCommand.DESTROY) {
                replies.add(reply(Cell.circuitId(cell, 0), Destroy.reason(cell, Cell.HEADER)));
            }
        }
        return replies.isEmpty() ? "nothing" : String.join(", ", replies);
    }

    private static void carriesOn(Stage stage) {
        int cells = stage.rig.edgeCells;
        stage.good.send(false, RelayCommand.DATA, 1, (byte) 'x');
        assertEquals(cells + 1, stage.rig.edgeCells);
        assertEquals(0, stage.rig.pool.taken(), "every cell went back to the pool");
    }

    @Test
    void theNetworkMayAllowExtend2OutsideRelayEarly() {
        Stage stage = new Stage();
        stage.rig.circuits.network(new Params(Map.of("AllowNonearlyExtend", 1)));
        stage.extend(false, 0, at("8.8.8.8", 9001), rsa(7), ed25519(7));
        assertEquals(0, stage.rig.channels.drops().of(Drop.EXTEND_NOT_EARLY));
        stage.rig.circuits.network(Params.NONE);
        stage.extend(false, 0, at("8.8.8.8", 9001), rsa(7), ed25519(7));
        assertEquals(1, stage.rig.channels.drops().of(Drop.EXTEND_NOT_EARLY));
    }

    @Test
    void theNetworksLimitHoldsForQueuesThatAreThere() {
        Stage stage = new Stage();
        stage.rig.circuits.network(new Params(Map.of("circ_max_cell_queue_size", 50)));
        stage.link.room = 0;
        for (int i = 0; i < 51; i++) {
            stage.bad.send(false, RelayCommand.TRUNCATE, 0);
        }
        assertEquals(1, stage.rig.circuits.size());
    }
}
