package org.tropea.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tropea.flow.tls.TlsEngine;
import org.tropea.flow.tls.TlsFault;

class NullTlsTest {
    private final NullTlsProvider provider = new NullTlsProvider(true);
    private final ByteBuffer sealed = ByteBuffer.allocate(4 * TlsEngine.RECORD_MAX);
    private final ByteBuffer plain = ByteBuffer.allocate(4 * TlsEngine.RECORD_MAX);
    private TlsEngine client;
    private TlsEngine server;

    @BeforeEach
    void shakeHands() throws TlsFault {
        client = provider.engine(true, null);
        server = provider.engine(false, null);
        assertFalse(client.established());
        TlsHandshake.run(client, server);
    }

    @Test
    void dataGoesThroughInRecords() throws TlsFault {
        byte[] sent = new byte[20_000];
        Arrays.fill(sent, (byte) 7);
        ByteBuffer source = ByteBuffer.wrap(sent);
        assertEquals(5 + 16_384, client.seal(source, sealed));
        assertEquals(5 + 3616, client.seal(source, sealed));
        sealed.flip();
        assertEquals(20_010, server.open(sealed, plain));
        assertArrayEquals(sent, Arrays.copyOf(plain.array(), plain.position()));
    }

    @Test
    void halfARecordWaits() throws TlsFault {
        client.seal(ByteBuffer.wrap(new byte[100]), sealed);
        sealed.flip().limit(50);
        assertEquals(0, server.open(sealed, plain));
    }

    @Test
    void bothEndsExportTheSameMaterial() {
        byte[] material = client.exportKeyingMaterial("label", new byte[] {1}, 40);
        assertArrayEquals(material, server.exportKeyingMaterial("label", new byte[] {1}, 40));
        assertFalse(Arrays.equals(material, server.exportKeyingMaterial("label", new byte[] {2}, 40)));
    }

    @Test
    void closeIsToldToThePeer() throws TlsFault {
        client.close();
        assertEquals(TlsEngine.Want.WRITE, client.want());
        client.seal(ByteBuffer.allocate(0), sealed);
        assertEquals(TlsEngine.Want.CLOSED, client.want());
        server.open(sealed.flip(), plain);
        assertEquals(TlsEngine.Want.CLOSED, server.want());
    }

    @Test
    void garbageIsAFault() {
        ByteBuffer garbage = ByteBuffer.wrap("GET / HTTP/1.0\r\n\r\n".getBytes());
        assertThrows(TlsFault.class, () -> server.open(garbage, plain));
        assertTrue(server.established());
    }
}
