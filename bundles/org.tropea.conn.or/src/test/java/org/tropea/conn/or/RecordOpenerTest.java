package org.tropea.conn.or;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tropea.cell.Cell;
import org.tropea.flow.conn.ConnectionHandler;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.fault.PeerFault;
import org.tropea.flow.tls.TlsEngine;
import org.tropea.testkit.CellBuilder;
import org.tropea.testkit.HandCrankedLoop;
import org.tropea.testkit.NullTlsProvider;

/** Records of a peer whose handshake is done, opened for a connection that may be closing. */
class RecordOpenerTest {
    private final HandCrankedLoop loop = new HandCrankedLoop();
    private final FakeConnection connection = new FakeConnection(loop);
    private final Recorder events = new Recorder();
    private TlsEngine peer;
    private RecordOpener opener;

    @BeforeEach
    void shakeHands() throws Exception {
        NullTlsProvider provider = new NullTlsProvider();
        TlsEngine server = provider.engine(false, null);
        peer = provider.engine(true, null);
        give(peer, server);
        give(server, peer);
        opener = new RecordOpener(server, connection);
        opener.borrowFrom(new Lenders().of(loop));
    }

    private static void give(TlsEngine from, TlsEngine to) throws Exception {
        to.open(sealed(from, 0), ByteBuffer.allocate(20_000));
    }

    private static ByteBuffer sealed(TlsEngine from, int cells) throws Exception {
        ByteBuffer plain = ByteBuffer.allocate(cells * Cell.SIZE);
        for (int i = 0; i < cells; i++) {
            plain.put(CellBuilder.cell(1, 3, (byte) i));
        }
        ByteBuffer sealed = ByteBuffer.allocate(20_000);
        from.seal(plain.flip(), sealed);
        return sealed.flip();
    }

    private void receive(int cells) throws Exception {
        ByteBuffer bytes = sealed(peer, cells);
        connection.in.append(bytes.array(), 0, bytes.limit());
    }

    @Test
    void aLinkThatNobodyTookInThisTurnDropsWhatTheSameReadBrought() throws Exception {
        receive(3);
        connection.handler = new IdleHandler();
        connection.close(CloseCause.PROVIDER_GONE);
        assertTrue(opener.open(null));
        assertEquals(0, connection.in.length());
    }

    private static final class IdleHandler implements ConnectionHandler {
        @Override
        public void processInbuf() {
            throw new AssertionError("it is closed");
        }

        @Override
        public void reachedEof() {
            throw new AssertionError("nobody ends it");
        }

        @Override
        public void closed(CloseCause cause) {
            assertEquals(CloseCause.PROVIDER_GONE, cause);
        }
    }

    /** The first one must be VERSIONS, and is not: it was looked at. */
    @Test
    void anOpenOneGetsThem() throws Exception {
        connection.handler = new IdleHandler();
        receive(3);
        assertThrows(PeerFault.class, () -> opener.open(events));
        assertEquals(3, events.announced);
    }
}
