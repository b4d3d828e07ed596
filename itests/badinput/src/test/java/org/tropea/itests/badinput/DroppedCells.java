package org.tropea.itests.badinput;

import static org.tropea.itests.badinput.BadInput.PROTOCOL;
import static org.tropea.itests.badinput.BadInput.answered;
import static org.tropea.itests.badinput.BadInput.dropped;

import java.util.List;
import org.tropea.cell.CellCommand;
import org.tropea.cell.RelayCommand;
import org.tropea.crypto.handshake.CreateFast;
import org.tropea.crypto.handshake.NtorClient;
import org.tropea.itests.badinput.BadInput.Survives;

/** Cells that are dropped, and CREATE cells that are answered with DESTROY (tor-spec 5.1 to 5.6). */
final class DroppedCells {
    private static final int UNKNOWN = 0x8123_4567;
    private static final int HALF_OF_T = 0x0123_4567;
    private static final int UNUSED_COMMAND = 99;

    private DroppedCells() {}

    static List<BadInput> all() {
        return List.of(
                dropped(
                        "CREATE_FAST with circuit id 0",
                        Start.LINK,
                        Survives.LINK,
                        s -> s.link.send(0, CellCommand.CREATE_FAST, CreateFast.request())),
                dropped(
                        "CREATE2 with circuit id 0",
                        Start.LINK,
                        Survives.LINK,
                        s -> s.link.send(0, CellCommand.CREATE2, skin(s))),
                dropped(
                        "CREATE_FAST with an id in use",
                        Start.CIRCUIT,
                        Survives.CIRCUIT,
                        s -> s.circuit.sendCell(CellCommand.CREATE_FAST, CreateFast.request())),
                dropped(
                        "CREATE2 with an id in use",
                        Start.CIRCUIT,
                        Survives.CIRCUIT,
                        s -> s.circuit.sendCell(CellCommand.CREATE2, skin(s))),
                unknown("RELAY", CellCommand.RELAY),
                unknown("RELAY_EARLY", CellCommand.RELAY_EARLY),
                unknown("DESTROY", CellCommand.DESTROY),
                unknown("CREATED_FAST", CellCommand.CREATED_FAST),
                unknown("CREATED2", CellCommand.CREATED2),
                dropped(
                        "a fixed cell of no known command",
                        Start.CIRCUIT,
                        Survives.CIRCUIT,
                        s -> s.circuit.sendCell(UNUSED_COMMAND, new byte[0])),
                dropped(
                        "EXTEND2 in RELAY",
                        Start.CIRCUIT,
                        Survives.CIRCUIT,
                        s -> s.circuit.send(RelayCommand.EXTEND2, 0, extend(s))),
                dropped(
                        "EXTEND2 with a stream id",
                        Start.CIRCUIT,
                        Survives.CIRCUIT,
                        s -> s.circuit.early(RelayCommand.EXTEND2, 1, extend(s))),
                dropped(
                        "DATA of an unknown stream",
                        Start.CIRCUIT,
                        Survives.CIRCUIT,
                        s -> s.circuit.send(RelayCommand.DATA, 7, new byte[9])),
                dropped(
                        "DATA without a stream id",
                        Start.CIRCUIT,
                        Survives.CIRCUIT,
                        s -> s.circuit.send(RelayCommand.DATA, 0, new byte[9])),
                dropped(
                        "BEGIN without a stream id",
                        Start.CIRCUIT,
                        Survives.CIRCUIT,
                        s -> s.circuit.send(
                                RelayCommand.BEGIN, 0, s.target.echo().begin())),
                dropped(
                        "END of an unknown stream",
                        Start.CIRCUIT,
                        Survives.CIRCUIT,
                        s -> s.circuit.send(RelayCommand.END, 7, new byte[] {1})),
                dropped("RELAY on a circuit after its DESTROY", Start.CIRCUIT, Survives.LINK, s -> {
                    s.circuit.sendCell(CellCommand.DESTROY, new byte[1]);
                    s.circuit.send(RelayCommand.DATA, 7, new byte[9]);
                }),
                dropped(
                        "BEGIN with the id of an open stream",
                        Start.EXIT_STREAM,
                        Survives.STREAM,
                        s -> s.circuit.send(
                                RelayCommand.BEGIN, s.stream, s.target.echo().begin())),
                dropped(
                        "SENDME of an unknown stream",
                        Start.EXIT_STREAM,
                        Survives.STREAM,
                        s -> s.circuit.send(RelayCommand.SENDME, s.stream + 9, new byte[0])),
                dropped(
                        "a relay command that nobody knows",
                        Start.EXIT_STREAM,
                        Survives.STREAM,
                        s -> s.circuit.send(UNUSED_COMMAND, 0, new byte[9])),
                refused(
                        "CREATE_FAST with an id of T's half",
                        CellCommand.CREATE_FAST,
                        HALF_OF_T,
                        s -> CreateFast.request()),
                refused("CREATE2 with an id of T's half", CellCommand.CREATE2, HALF_OF_T, DroppedCells::skin),
                refused(
                        "CREATE2 with an ntor handshake of 83 bytes",
                        CellCommand.CREATE2,
                        UNKNOWN,
                        s -> RawCircuit.create2(2, new byte[83])),
                refused("CREATE2 whose length goes past the cell", CellCommand.CREATE2, UNKNOWN, s ->
                        new byte[] {0, 2, (byte) 0xff, (byte) 0xff}),
                refused("CREATE2 of type TAP", CellCommand.CREATE2, UNKNOWN, s -> RawCircuit.create2(0, new byte[186])),
                refused(
                        "CREATE2 of an unknown type",
                        CellCommand.CREATE2,
                        UNKNOWN,
                        s -> RawCircuit.create2(77, new byte[84])),
                refused(
                        "CREATE2 with ntor for another relay",
                        CellCommand.CREATE2,
                        UNKNOWN,
                        s -> RawCircuit.create2(2, new byte[84])),
                refused("CREATE (TAP)", CellCommand.CREATE, UNKNOWN, s -> new byte[186]));
    }

    private static BadInput unknown(String name, int command) {
        return dropped(
                name + " for an unknown circuit",
                Start.CIRCUIT,
                Survives.CIRCUIT,
                s -> s.link.send(UNKNOWN, command, new byte[40]));
    }

    /** A CREATE cell with an id of its own, on which the DESTROY is expected. */
    private static BadInput refused(String name, int command, int id, Body body) {
        return answered(name, Start.LINK, PROTOCOL, Survives.LINK, s -> {
            s.circuit = new RawCircuit(s.link, id);
            s.circuit.sendCell(command, body.of(s));
        });
    }

    private interface Body {
        byte[] of(Stage stage);
    }

    private static byte[] skin(Stage stage) {
        RelayInfo relay = stage.target.relay();
        return RawCircuit.create2(2, new NtorClient(relay.rsaId(), relay.onionKey()).onionskin());
    }

    private static byte[] extend(Stage stage) {
        return RelayInfo.extend2(stage.target.other().specifiers(), new byte[84]);
    }
}
