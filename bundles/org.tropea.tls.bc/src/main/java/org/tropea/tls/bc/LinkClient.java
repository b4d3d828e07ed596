package org.tropea.tls.bc;

import java.io.IOException;
import java.util.List;
import java.util.Vector;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.CertificateStatusRequest;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.ServerName;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.crypto.TlsCrypto;

/**
 * The client's choices in one handshake. It shows no certificate and takes every one: who the server is proves its CERTS
 * cell, which names the certificate seen here (tor-spec 4.2).
 */
final class LinkClient extends DefaultTlsClient implements LinkPeer {
    private final ServerName name = LinkSettings.randomName();
    private byte[] serverCertificate;
    private Exporter exporter;

    LinkClient(TlsCrypto crypto) {
        super(crypto);
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return LinkSettings.VERSIONS;
    }

    @Override
    protected int[] getSupportedCipherSuites() {
        return LinkSettings.SUITES;
    }

    // BouncyCastle's interface wants the raw old type.
    @Override
    @SuppressWarnings("rawtypes")
    protected Vector getSupportedGroups(Vector roles) {
        Vector<Integer> groups = new Vector<>();
        for (int group : LinkSettings.GROUPS) {
            groups.add(group);
        }
        return groups;
    }

    @Override
    @SuppressWarnings("rawtypes")
    protected Vector getSNIServerNames() {
        return new Vector<>(List.of(name));
    }

    @Override
    protected CertificateStatusRequest getCertificateStatusRequest() {
        return null;
    }

    @Override
    public boolean shouldCheckSigAlgOfPeerCerts() {
        return false;
    }

    @Override
    public TlsAuthentication getAuthentication() {
        return new TlsAuthentication() {
            @Override
            public void notifyServerCertificate(TlsServerCertificate shown) throws IOException {
                serverCertificate = shown.getCertificate().getCertificateAt(0).getEncoded();
            }

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
        return serverCertificate;
    }
}
