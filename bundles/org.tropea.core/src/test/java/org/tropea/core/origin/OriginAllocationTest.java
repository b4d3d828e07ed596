package org.tropea.core.origin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.tropea.cell.RelayCell;
import org.tropea.cell.RelayCommand;
import org.tropea.crypto.relay.RelayCrypto;
import org.tropea.crypto.relay.RelayLayer;
import org.tropea.crypto.relay.Tor1RelayCrypto;
import org.tropea.flow.buffer.Buffer;
import org.tropea.flow.congestion.CircuitCongestion;
import org.tropea.flow.congestion.StreamCongestion;
import org.tropea.flow.origin.OriginCircuit;
import org.tropea.testkit.Allocation;
import org.tropea.testkit.HeapBufferLayer;

/**
 * What a DATA cell of a three-hop circuit allocates at its client: the copies of a running SHA-1 that reading its digest
 * takes, as the JDK has no other way, and nothing else.
 */
class OriginAllocationTest {
    private static final int CELLS = 10_000;
    /** How often the compiler may look first. */
    private static final int ROUNDS = 6;

    private static final String BYTES = "bytes for each cell beyond its digest";

    private final OriginRig rig = new OriginRig();
    private final FarRelays relays;
    private final ClientHandler handler = new ClientHandler();
    private double digest;

    OriginAllocationTest() {
        rig.edges.adopted(NoWindows::new);
        OriginCircuit circuit = rig.launch(3);
        relays = rig.relays().created().extended().extended();
        handler.stream = circuit.open(RelayCommand.BEGIN, new byte[] {0}, handler);
        relays.received();
        relays.send(2, RelayCommand.CONNECTED, handler.id());
        relays.link.forgetful = true;
        for (int i = 0; i < 200; i++) {
            handler.told.add("so that no more is noted");
        }
    }

    /**
     * What one layer allocates to make a cell, and to recognize it: by other layers than the circuit's. The compiler may
     * spare it a copy there, or in the circuit, or in both, so the most of all rounds counts.
     */
    private double[] oneLayer() {
        byte[] keys = new byte[Tor1RelayCrypto.KEY_LEN];
        RelayLayer maker = new Tor1RelayCrypto(keys).forward();
        RelayLayer reader = new Tor1RelayCrypto(keys).forward();
        byte[] payload = new byte[RelayCrypto.PAYLOAD_LEN];
        long made = 0;
        long read = 0;
        for (int i = 0; i < CELLS; i++) {
            long start = Allocation.soFar();
            maker.originate(payload, 0);
            long between = Allocation.soFar();
            assertTrue(reader.recognize(payload, 0));
            made += between - start;
            read += Allocation.soFar() - between;
        }
        return new double[] {(double) made / CELLS, (double) read / CELLS};
    }

    @Test
    void aCellInAllocatesNothingButForItsDigest() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            receive();
        }
        Allocation.requireBelow(8, BYTES, () -> {
            digest = Math.max(digest, oneLayer()[1]);
            return (double) receive() / CELLS - digest;
        });
        assertEquals(0, rig.pool.taken());
    }

    /** Takes cells that the relays made before; returns what that allocated. */
    private long receive() throws Exception {
        byte[][] cells = new byte[CELLS][];
        for (int i = 0; i < CELLS; i++) {
            cells[i] = relays.cell(2, RelayCommand.DATA, handler.id(), new byte[RelayCell.DATA_MAX]);
        }
        return Allocation.of(() -> {
            for (byte[] cell : cells) {
                relays.link.receive(cell);
            }
        });
    }

    @Test
    void aCellOutAllocatesNothingButForItsDigest() throws Exception {
        Buffer source = new HeapBufferLayer().pool(rig.loop::now).buffer();
        byte[] data = new byte[RelayCell.DATA_MAX];
        for (int round = 0; round < ROUNDS; round++) {
            send(source, data);
        }
        Allocation.requireBelow(8, BYTES, () -> {
            digest = Math.max(digest, oneLayer()[0]);
            double buffers = buffersAlone(source, data);
            return (double) Allocation.of(() -> send(source, data)) / CELLS - buffers - digest;
        });
        assertEquals(0, rig.pool.taken());
    }

    /** What a test's own buffer allocates for each cell. */
    private double buffersAlone(Buffer source, byte[] data) throws Exception {
        long bytes = Allocation.of(() -> {
            for (int i = 0; i < CELLS; i++) {
                source.append(data, 0, data.length);
                source.read(data, 0, data.length);
            }
        });
        return (double) bytes / CELLS;
    }

    private void send(Buffer source, byte[] data) {
        for (int i = 0; i < CELLS; i++) {
            source.append(data, 0, data.length);
            handler.stream.packageFrom(source);
            if (i % 100 == 0) {
                rig.loop.turn();
            }
        }
        rig.group.crank();
    }

    /** Windows that never end. */
    private static final class NoWindows extends CircuitCongestion {
        @Override
        public boolean mayPackage() {
            return true;
        }

        @Override
        public boolean packaged() {
            return false;
        }

        @Override
        public boolean delivered() {
            return false;
        }

        @Override
        public void sendmeReceived() {}

        @Override
        public StreamCongestion stream() {
            return new StreamCongestion() {
                @Override
                public boolean mayPackage() {
                    return true;
                }

                @Override
                public void packaged() {}

                @Override
                public void delivered() {}

                @Override
                public boolean sendmeDue() {
                    return false;
                }

                @Override
                public void sendmeReceived() {}
            };
        }
    }
}
