package org.tropea.tls.bc;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsClientProtocol;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.TlsServerProtocol;
import org.tropea.flow.tls.TlsEngine;

/** Ends of BouncyCastle that do what the provider's own do not. */
public final class SpecialPeers {
    private SpecialPeers() {}

    /** A server of TLS 1.3 that changes its keys when told. */
    public static final class Server extends TlsServerProtocol {
        private final LinkServer peer;
        private int updates;

        /** A server that shows {@code credentials}. */
        public Server(org.tropea.flow.tls.TlsCredentials credentials) throws Exception {
            LinkCrypto crypto = new LinkCrypto();
            byte[] der = credentials.certificate().getEncoded();
            peer = new LinkServer(crypto, credentials.key(), crypto.createCertificate(der));
            accept(peer);
        }

        /** The engine over it. */
        public TlsEngine engine() {
            return new BcTlsEngine(this, peer);
        }

        /** Goes on with new keys, and asks the other end to do so too. */
        public void updateKeys() throws IOException {
            send13KeyUpdate(true);
        }

        @Override
        protected void receive13KeyUpdate(ByteArrayInputStream message) throws IOException {
            super.receive13KeyUpdate(message);
            updates++;
        }

        /** How often the other end went on with new keys. */
        public int updatesSeen() {
            return updates;
        }
    }

    /** A client of TLS 1.2 that lacks RFC 7627. */
    public static TlsEngine withoutExtendedMasterSecret() throws IOException {
        TlsClientProtocol protocol = new TlsClientProtocol();
        OldClient client = new OldClient();
        protocol.connect(client);
        return new BcTlsEngine(protocol, client);
    }

    private static final class OldClient extends DefaultTlsClient implements LinkPeer {
        private Exporter exporter;

        OldClient() {
            super(new LinkCrypto());
        }

        @Override
        protected ProtocolVersion[] getSupportedVersions() {
            return ProtocolVersion.TLSv12.only();
        }

        @Override
        public boolean shouldUseExtendedMasterSecret() {
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
        public boolean shouldCheckSigAlgOfPeerCerts() {
            return false;
        }

        @Override
        public void notifyHandshakeComplete() throws IOException {
            super.notifyHandshakeComplete();
            exporter = new Exporter(context);
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
}
