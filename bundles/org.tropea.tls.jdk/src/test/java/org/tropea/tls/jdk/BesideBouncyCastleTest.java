package org.tropea.tls.jdk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tropea.flow.tls.TlsCredentials;
import org.tropea.flow.tls.TlsEngine;
import org.tropea.flow.tls.TlsEngine.Want;
import org.tropea.flow.tls.TlsFault;
import org.tropea.flow.tls.TlsProvider;
import org.tropea.testkit.tls.Carried;
import org.tropea.testkit.tls.TestCredentials;
import org.tropea.testkit.tls.TlsPair;
import org.tropea.tls.bc.BcTlsProvider;
import org.tropea.tls.bc.SpecialPeers;

/** The JDK on one end and BouncyCastle on the other: no code is shared, each tests the other. */
class BesideBouncyCastleTest {
    private final TlsCredentials credentials = TestCredentials.link();
    private final TlsProvider bc = new BcTlsProvider();
    private final JdkTlsProvider jdk;

    BesideBouncyCastleTest() throws Exception {
        jdk = new JdkTlsProvider();
    }

    private TlsPair pair(String client, String version) throws Exception {
        return client.equals("jdk")
                ? new TlsPair(jdk.engine(true, null, version), bc.engine(false, credentials))
                : new TlsPair(bc.engine(true, null), jdk.engine(false, credentials, version));
    }

    @ParameterizedTest
    @CsvSource({"jdk, TLSv1.2", "jdk, TLSv1.3", "bc, TLSv1.2", "bc, TLSv1.3"})
    void theyShakeHandsAndCarry(String client, String version) throws Exception {
        TlsPair pair = pair(client, version).handshake();
        Carried.bothWays(pair);
        assertTrue((client.equals("jdk") ? pair.client() : pair.server())
                .describe()
                .startsWith(version + " TLS_"));
        assertArrayEquals(credentials.certificate().getEncoded(), pair.client().peerCertificate());
    }

    /** Before Java 25 the JDK exports nothing, which its own test shows; then only BouncyCastle's end is asked. */
    @ParameterizedTest
    @CsvSource({"jdk, TLSv1.2", "jdk, TLSv1.3", "bc, TLSv1.2", "bc, TLSv1.3"})
    void theirExportersAgree(String client, String version) throws Exception {
        TlsPair pair = pair(client, version).handshake();
        TlsEngine theirs = client.equals("jdk") ? pair.server() : pair.client();
        TlsEngine ours = client.equals("jdk") ? pair.client() : pair.server();
        byte[] exported = theirs.exportKeyingMaterial("EXPORTER FOR TOR TLS CLIENT BINDING AUTH", new byte[32], 32);
        assertEquals(32, exported.length);
        if (LaterJava.exports()) {
            assertArrayEquals(
                    exported, ours.exportKeyingMaterial("EXPORTER FOR TOR TLS CLIENT BINDING AUTH", new byte[32], 32));
        }
    }

    @ParameterizedTest
    @CsvSource({"jdk, TLSv1.2", "jdk, TLSv1.3", "bc, TLSv1.2", "bc, TLSv1.3"})
    void eitherEndsGoodByeIsSeen(String client, String version) throws Exception {
        TlsPair first = pair(client, version).handshake();
        first.client().close();
        first.exchange();
        assertEquals(Want.CLOSED, first.server().want());
        TlsPair second = pair(client, version).handshake();
        second.server().close();
        second.exchange();
        second.exchange();
        assertEquals(Want.CLOSED, second.client().want());
    }

    /** Asked for new keys of its own too, the engine says so first and then goes on. */
    @Test
    void newKeysOfThePeerAreTakenOn() throws Exception {
        SpecialPeers.Server server = new SpecialPeers.Server(credentials);
        TlsPair pair = new TlsPair(jdk.engine(true, null), server.engine()).handshake();
        server.updateKeys();
        pair.exchange();
        pair.exchange();
        Carried.bothWays(pair);
        assertEquals(1, server.updatesSeen());
    }

    /** RFC 7627 5.4: such a session's keying material proves nothing. */
    @Test
    void aPeerWithoutExtendedMasterSecretIsRefused() throws Exception {
        TlsPair pair = new TlsPair(SpecialPeers.withoutExtendedMasterSecret(), jdk.engine(false, credentials));
        if (LaterJava.exports()) {
            TlsFault fault = assertThrows(TlsFault.class, pair::handshake);
            assertTrue(fault.getMessage().contains("extended master secret"), fault.getMessage());
            assertEquals(Want.WRITE, pair.server().want());
        } else {
            assertTrue(pair.handshake().server().established());
        }
    }
}
