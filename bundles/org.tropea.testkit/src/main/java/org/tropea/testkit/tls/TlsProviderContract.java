package org.tropea.testkit.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.tropea.flow.tls.TlsCredentials;
import org.tropea.flow.tls.TlsEngine;
import org.tropea.flow.tls.TlsEngine.Want;
import org.tropea.flow.tls.TlsFault;
import org.tropea.flow.tls.TlsProvider;

/** What links need of a TLS provider, as tests; one class inherits them for each provider. Both ends are its own. */
public abstract class TlsProviderContract {
    /** 31 cells: the most that fit into a record. */
    private static final int FULL_RECORD = 31 * 514;

    private static final int ALERT = 21;
    private static final int HANDSHAKE = 22;
    private static final int DATA = 23;
    private static final int PROTOCOL_VERSION = 70;
    private static final byte[] CONTEXT = {1, 2, 3};

    /** What its servers show. */
    protected final TlsCredentials credentials = TestCredentials.link();

    /** The provider under test. */
    protected abstract TlsProvider provider() throws Exception;

    /** Whether it exports keying material on this JVM; where not, asking is an error. */
    protected boolean exports() {
        return true;
    }

    /** Two ends of a connection whose handshake is done. */
    protected final TlsPair pair() throws Exception {
        return new TlsPair(client(), server()).handshake();
    }

    private TlsEngine client() throws Exception {
        return provider().engine(true, null);
    }

    private TlsEngine server() throws Exception {
        return provider().engine(false, credentials);
    }

    private static ByteBuffer room() {
        return ByteBuffer.allocate(TlsEngine.RECORD_MAX);
    }

    @Test
    void newestVersionIsChosenAndCarries() throws Exception {
        TlsPair pair = pair();
        assertTrue(pair.client().describe().contains("1.3"), pair.client().describe());
        assertEquals(pair.client().describe(), pair.server().describe());
        Carried.bothWays(pair);
    }

    @Test
    void exportersAgreeOnBothEnds() throws Exception {
        TlsPair pair = pair();
        if (!exports()) { // The JDK's provider before Java 25, where it must say so rather than make something up.
            assertThrows(
                    UnsupportedOperationException.class,
                    () -> pair.client().exportKeyingMaterial("EXPORTER test", CONTEXT, 32));
            return;
        }
        byte[] exported = pair.client().exportKeyingMaterial("EXPORTER test", CONTEXT, 32);
        assertArrayEquals(exported, pair.server().exportKeyingMaterial("EXPORTER test", CONTEXT, 32));
        assertFalse(Arrays.equals(exported, pair.server().exportKeyingMaterial("EXPORTER test", new byte[3], 32)));
        assertFalse(Arrays.equals(exported, pair.server().exportKeyingMaterial("EXPORTER else", CONTEXT, 32)));
        assertFalse(Arrays.equals(exported, pair().server().exportKeyingMaterial("EXPORTER test", CONTEXT, 32)));
    }

    @Test
    void serverShowsItsCertificateAndClientNone() throws Exception {
        TlsPair pair = pair();
        assertArrayEquals(credentials.certificate().getEncoded(), pair.client().peerCertificate());
        assertNull(pair.server().peerCertificate());
    }

    @Test
    void handshakeIsComputedInTasks() throws Exception {
        TlsEngine client = client();
        TlsEngine server = server();
        ByteBuffer hello = room();
        client.seal(ByteBuffer.allocate(0), hello);
        hello.flip();
        assertEquals(hello.limit(), server.open(hello, room()));
        assertEquals(Want.TASK, server.want());
        server.task().run();
        assertEquals(Want.WRITE, server.want());
    }

    /** A new name each time, so that nobody can tell links by it. */
    @Test
    void clientNamesARandomServer() throws Exception {
        assertFalse(Hello.serverName(client()).equals(Hello.serverName(client())));
        assertTrue(Hello.serverName(client()).matches("www\\.[a-z2-7]{4,25}\\.com"));
    }

    @Test
    void serverGivesNoTicket() throws Exception {
        TlsPair pair = pair();
        assertEquals(Want.NOTHING, pair.server().want());
        assertEquals(0, pair.server().seal(ByteBuffer.allocate(0), room()));
    }

    /** The handshake's end and data behind it, which came together. */
    @Test
    void dataIsOpenedOnlyAfterTheHandshakesEndWasSeen() throws Exception {
        TlsEngine client = client();
        TlsEngine server = server();
        ByteBuffer sealed = Hello.untilEstablished(client, server);
        client.seal(ByteBuffer.wrap(CONTEXT), sealed);
        sealed.flip();
        ByteBuffer plain = ByteBuffer.allocate(4 * TlsEngine.RECORD_MAX);
        while (!server.established()) {
            assertEquals(0, plain.position(), "data before the handshake's end");
            Hello.step(server, sealed, plain);
        }
        assertEquals(0, plain.position(), "data with the handshake's end");
        assertEquals(sealed.remaining(), server.open(sealed, plain));
        assertArrayEquals(CONTEXT, Arrays.copyOf(plain.array(), plain.position()));
    }

    @Test
    void thirtyOneCellsAreOneRecordOfLittleOverhead() throws Exception {
        ByteBuffer plain = ByteBuffer.allocate(FULL_RECORD);
        int length = pair().client().seal(plain, room());
        assertFalse(plain.hasRemaining());
        assertTrue(length <= FULL_RECORD + 40, length + " bytes");
    }

    @Test
    void buffersMayBeginAnywhereInTheirArrays() throws Exception {
        TlsPair pair = pair();
        byte[] array = new byte[60_000];
        Arrays.fill(array, 7, 1007, (byte) 9);
        ByteBuffer sealed = ByteBuffer.wrap(array, 2000, TlsEngine.RECORD_MAX).slice();
        int length = pair.client().seal(ByteBuffer.wrap(array, 7, 1000).slice(), sealed);
        ByteBuffer plain =
                ByteBuffer.wrap(array, 30_000, 2 * TlsEngine.RECORD_MAX - 4000).slice();
        assertEquals(length, pair.server().open(sealed.flip(), plain));
        assertArrayEquals(Arrays.copyOfRange(array, 7, 1007), Arrays.copyOfRange(array, 30_000, 31_000));
    }

    @Test
    void halfARecordIsNotConsumed() throws Exception {
        TlsPair pair = pair();
        ByteBuffer sealed = room();
        pair.client().seal(ByteBuffer.allocate(514), sealed);
        sealed.flip().limit(sealed.limit() - 1);
        assertEquals(0, pair.server().open(sealed, room()));
    }

    @Test
    void recordWithoutRoomWaits() throws Exception {
        TlsPair pair = pair();
        ByteBuffer sealed = room();
        int length = pair.client().seal(ByteBuffer.allocate(FULL_RECORD), sealed);
        sealed.flip();
        assertEquals(0, pair.server().open(sealed, ByteBuffer.allocate(100)));
        assertEquals(length, pair.server().open(sealed, room()));
    }

    @Test
    void recordLongerThanAnyMayBeIsAFault() throws Exception {
        int body = TlsEngine.RECORD_MAX - 4;
        ByteBuffer sealed = ByteBuffer.allocate(5 + body);
        sealed.put((byte) DATA).putShort((short) 0x0303).putShort((short) body);
        TlsEngine server = pair().server();
        assertThrows(TlsFault.class, () -> server.open(sealed.rewind(), room()));
    }

    @Test
    void damagedRecordIsAFaultAndThePeerIsTold() throws Exception {
        TlsPair pair = pair();
        ByteBuffer sealed = room();
        pair.client().seal(ByteBuffer.allocate(514), sealed);
        sealed.array()[100] ^= 1;
        sealed.flip();
        assertThrows(TlsFault.class, () -> pair.server().open(sealed, room()));
        assertEquals(Want.WRITE, pair.server().want());
        ByteBuffer alert = room();
        pair.server().seal(ByteBuffer.allocate(0), alert);
        alert.flip();
        assertThrows(TlsFault.class, () -> pair.client().open(alert, room()));
    }

    @Test
    void garbageInsteadOfAHelloIsAFault() throws Exception {
        TlsEngine server = server();
        ByteBuffer garbage = ByteBuffer.wrap(new byte[] {HANDSHAKE, 3, 1, 0, 4, 2, 0, 0, 0});
        assertThrows(TlsFault.class, () -> {
            ByteBuffer plain = room();
            for (int step = 0; step < 10; step++) {
                Hello.step(server, garbage, plain);
            }
        });
    }

    @Test
    void handshakeInTheClearAfterTheHandshakeIsAFault() throws Exception {
        ByteBuffer again = ByteBuffer.wrap(new byte[] {HANDSHAKE, 3, 3, 0, 4, 0, 0, 0, 0});
        TlsPair pair = pair();
        assertThrows(TlsFault.class, () -> pair.client().open(again, room()));
        assertThrows(TlsFault.class, () -> pair.server().open(again.rewind(), room()));
    }

    @Test
    void oldVersionsAreRefused() throws Exception {
        TlsEngine server = server();
        ByteBuffer hello = ByteBuffer.wrap(Hello.ofTls11());
        server.open(hello, room());
        server.task().run();
        ByteBuffer alert = Hello.alert(server);
        assertEquals(7, alert.position());
        assertEquals(ALERT, alert.get(0));
        assertEquals(PROTOCOL_VERSION, alert.get(6));
    }

    @Test
    void closeReachesThePeer() throws Exception {
        TlsPair pair = pair();
        pair.client().close();
        pair.exchange();
        assertEquals(Want.CLOSED, pair.client().want());
        assertEquals(Want.CLOSED, pair.server().want());
    }

    /** Who asks again until all is sealed must not do so for ever. */
    @Test
    void nothingIsSealedAfterGoodBye() throws Exception {
        TlsPair pair = pair();
        pair.client().close();
        pair.exchange();
        ByteBuffer plain = ByteBuffer.allocate(514);
        assertThrows(TlsFault.class, () -> pair.client().seal(plain, room()));
    }
}
