package org.tropea.tls.bc;

import static org.junit.jupiter.api.Assertions.*;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsClientProtocol;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tropea.flow.tls.TlsCredentials;
import org.tropea.flow.tls.TlsEngine;
import org.tropea.flow.tls.TlsEngine.Want;
import org.tropea.flow.tls.TlsFault;

class BcTlsProviderTest {
    private static final byte[] CONTEXT = {1, 2, 3};
    private static BcTlsProvider provider;
    private static TlsCredentials credentials;

    @BeforeAll
    static void prepare() throws Exception {
        provider = new BcTlsProvider();
        credentials = LinkCertificates.fresh();
    }

    private static TlsPair pair() throws Exception {
        return new TlsPair(provider.engine(true, null), provider.engine(false, credentials)).handshake();
    }

    private static byte[] message(int length) {
        byte[] message = new byte[length];
        new Random(length).nextBytes(message);
        return message;
    }

    private static void assertCarries(TlsPair pair) throws TlsFault {
        assertTrue(pair.client.established() && pair.server.established());
        for (int length : new int[] {1, 514, 31 * 514, 16_384, 50_000}) {
            assertArrayEquals(message(length), TlsPair.carry(message(length), pair.client, pair.server));
            assertArrayEquals(message(length), TlsPair.carry(message(length), pair.server, pair.client));
        }
    }

    @Test
    void newestProtocolIsChosenAndCarries() throws Exception {
        TlsPair pair = pair();
        assertEquals("TLS 1.3 suite 0x1301", pair.client.describe());
        assertEquals(pair.client.describe(), pair.server.describe());
        assertCarries(pair);
    }

    @Test
    void exportersAgreeOnBothEnds() throws Exception {
        TlsPair pair = pair();
        byte[] exported = pair.client.exportKeyingMaterial("EXPORTER test", CONTEXT, 32);
        assertArrayEquals(exported, pair.server.exportKeyingMaterial("EXPORTER test", CONTEXT, 32));
        assertFalse(Arrays.equals(exported, pair.server.exportKeyingMaterial("EXPORTER test", new byte[3], 32)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void clientTalksToTheJdksServer(String protocol) throws Exception {
        assertCarries(new TlsPair(provider.engine(true, null), JdkTls.server(protocol, credentials)).handshake());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void serverTalksToTheJdksClient(String protocol) throws Exception {
        assertCarries(new TlsPair(JdkTls.client(protocol), provider.engine(false, credentials)).handshake());
    }

    @Test
    void serverShowsItsCertificateAndClientNone() throws Exception {
        TlsPair pair = pair();
        assertArrayEquals(credentials.certificate().getEncoded(), pair.client.peerCertificate());
        assertNull(pair.server.peerCertificate());
    }

    @Test
    void handshakeIsComputedInTasks() throws Exception {
        TlsEngine client = provider.engine(true, null);
        TlsEngine server = provider.engine(false, credentials);
        ByteBuffer hello = ByteBuffer.allocate(TlsEngine.RECORD_MAX);
        client.seal(ByteBuffer.allocate(0), hello);
        hello.flip();
        assertEquals(hello.limit(), server.open(hello, ByteBuffer.allocate(TlsEngine.RECORD_MAX)));
        assertEquals(Want.TASK, server.want());
        server.task().run();
        assertEquals(Want.WRITE, server.want());
    }

    @Test
    void halfARecordIsNotConsumed() throws Exception {
        TlsPair pair = pair();
        ByteBuffer sealed = ByteBuffer.allocate(TlsEngine.RECORD_MAX);
        pair.client.seal(ByteBuffer.wrap(message(514)), sealed);
        sealed.flip().limit(sealed.limit() - 1);
        assertEquals(0, pair.server.open(sealed, ByteBuffer.allocate(TlsEngine.RECORD_MAX)));
    }

    @Test
    void damagedRecordIsAFault() throws Exception {
        TlsPair pair = pair();
        ByteBuffer sealed = ByteBuffer.allocate(TlsEngine.RECORD_MAX);
        pair.client.seal(ByteBuffer.wrap(message(514)), sealed);
        sealed.array()[100] ^= 1;
        sealed.flip();
        assertThrows(TlsFault.class, () -> pair.server.open(sealed, ByteBuffer.allocate(TlsEngine.RECORD_MAX)));
    }

    @Test
    void garbageInsteadOfAHelloIsAFault() throws Exception {
        TlsEngine server = provider.engine(false, credentials);
        ByteBuffer garbage = ByteBuffer.wrap(new byte[] {22, 3, 1, 0, 4, 2, 0, 0, 0});
        server.open(garbage, ByteBuffer.allocate(TlsEngine.RECORD_MAX));
        server.task().run();
        assertThrows(TlsFault.class, () -> {
            ByteBuffer alert = ByteBuffer.allocate(TlsEngine.RECORD_MAX);
            while (server.seal(ByteBuffer.allocate(0), alert) > 0) {
                // The alert goes first.
            }
        });
    }

    @Test
    void oldProtocolsAreRefused() throws Exception {
        TlsEngine server = provider.engine(false, credentials);
        ByteBuffer hello = ByteBuffer.wrap(helloOfTls11());
        server.open(hello, ByteBuffer.allocate(TlsEngine.RECORD_MAX));
        server.task().run();
        ByteBuffer alert = ByteBuffer.allocate(TlsEngine.RECORD_MAX);
        assertEquals(7, server.seal(ByteBuffer.allocate(0), alert));
        assertEquals(70, alert.get(6), "protocol_version");
        TlsFault fault = assertThrows(TlsFault.class, () -> server.open(hello, alert));
        assertTrue(fault.getMessage().contains("protocol_version"), fault.getMessage());
    }

    private static byte[] helloOfTls11() throws Exception {
        TlsClientProtocol old = new TlsClientProtocol();
        old.connect(new DefaultTlsClient(new LinkCrypto()) {
            @Override
            protected ProtocolVersion[] getSupportedVersions() {
                return ProtocolVersion.TLSv11.only();
            }

            @Override
            public TlsAuthentication getAuthentication() {
                throw new AssertionError("the server must not come this far");
            }
        });
        byte[] hello = new byte[old.getAvailableOutputBytes()];
        old.readOutput(hello, 0, hello.length);
        return hello;
    }

    @Test
    void closeReachesThePeer() throws Exception {
        TlsPair pair = pair();
        pair.client.close();
        pair.exchange();
        assertEquals(Want.CLOSED, pair.client.want());
        assertEquals(Want.CLOSED, pair.server.want());
    }

    @Test
    void closeOfTheJdksEndIsSeen() throws Exception {
        TlsPair pair = new TlsPair(JdkTls.client("TLSv1.2"), provider.engine(false, credentials)).handshake();
        pair.client.close();
        pair.exchange();
        assertEquals(Want.CLOSED, pair.server.want());
    }
}
