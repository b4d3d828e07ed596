package org.tropea.tls.bc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsClientProtocol;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.crypto.TlsCrypto;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tropea.testkit.tls.TestCredentials;
import org.tropea.testkit.tls.TlsPair;

/** The exporter against the one that BouncyCastle offers while the handshake completes. */
class ExporterTest {
    private static final byte[] CONTEXT = {5, 6, 7, 8};

    private static final class Client extends DefaultTlsClient implements LinkPeer {
        private final ProtocolVersion version;
        private byte[] expected;
        private Exporter exporter;

        Client(TlsCrypto crypto, boolean tls13) {
            super(crypto);
            version = tls13 ? ProtocolVersion.TLSv13 : ProtocolVersion.TLSv12;
        }

        @Override
        protected ProtocolVersion[] getSupportedVersions() {
            return version.only();
        }

        @Override
        public boolean shouldCheckSigAlgOfPeerCerts() {
            return false;
        }

        @Override
        public TlsAuthentication getAuthentication() {
            return new TlsAuthentication() {
                @Override
                public void notifyServerCertificate(TlsServerCertificate certificate) {}

                @Override
                public TlsCredentials getClientCredentials(CertificateRequest request) {
                    return null;
                }
            };
        }

        @Override
        public void notifyHandshakeComplete() throws IOException {
            super.notifyHandshakeComplete();
            exporter = new Exporter(context);
            expected = context.exportKeyingMaterial("EXPORTER test", CONTEXT, 32);
        }

        @Override
        public Exporter exporter() {
            return exporter;
        }

        @Override
        public TlsContext context() {
            return context;
        }

        @Override
        public byte[] peerCertificate() {
            return null;
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void agreesWithTheOriginal(boolean tls13) throws Exception {
        TlsClientProtocol protocol = new TlsClientProtocol();
        Client client = new Client(new LinkCrypto(), tls13);
        protocol.connect(client);
        TlsPair pair = new TlsPair(
                        new BcTlsEngine(protocol, client), new BcTlsProvider().engine(false, TestCredentials.link()))
                .handshake();
        assertTrue(pair.client().describe().startsWith(tls13 ? "TLS 1.3" : "TLS 1.2"));
        assertArrayEquals(client.expected, pair.client().exportKeyingMaterial("EXPORTER test", CONTEXT, 32));
        assertArrayEquals(client.expected, pair.server().exportKeyingMaterial("EXPORTER test", CONTEXT, 32));
    }
}
