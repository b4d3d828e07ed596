package org.tropea.core.origin;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.tropea.cell.RelayCell;
import org.tropea.cell.RelayCommand;
import org.tropea.flow.buffer.Buffer;
import org.tropea.flow.origin.OriginCircuit;
import org.tropea.testkit.HeapBufferLayer;

/** A circuit of three hops that begins here, and what tests of its streams do with it. */
abstract class ClientStreams {
    static final int EXIT = 2;
    static final byte[] WEB = "web:80\0".getBytes();

    final OriginRig rig = new OriginRig();
    final OriginCircuit circuit = rig.launch(3);
    final FarRelays relays = rig.relays().created().extended().extended();

    ClientHandler begin() {
        return begin(RelayCommand.BEGIN, 3);
    }

    ClientHandler begin(int command, int hop) {
        ClientHandler handler = new ClientHandler();
        handler.stream = circuit.open(command, WEB, hop, handler);
        return handler;
    }

    ClientHandler open() {
        ClientHandler handler = begin();
        relays.received();
        relays.send(EXIT, RelayCommand.CONNECTED, handler.id());
        return handler;
    }

    Buffer source(int cells) {
        Buffer source = new HeapBufferLayer().pool(rig.loop::now).buffer();
        source.append(new byte[cells * RelayCell.DATA_MAX], 0, cells * RelayCell.DATA_MAX);
        return source;
    }

    void data(ClientHandler handler, int count) {
        for (int i = 0; i < count; i++) {
            relays.send(EXIT, RelayCommand.DATA, handler.id(), new byte[RelayCell.DATA_MAX]);
        }
    }

    long dropped() {
        return rig.circuits.totals().dropped();
    }

    void assertFault() {
        assertTrue(rig.told().contains("closed PEER_FAULT 0 3"));
    }
}
