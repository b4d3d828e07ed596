package org.tropea.itests.badinput;

import java.io.IOException;
import java.security.SecureRandom;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCryptoProvider;
import org.tropea.crypto.link.Authenticate;

/** The client's side of TLS: takes every certificate, and exports what AUTHENTICATE needs while the secrets are there. */
final class TlsDialer extends DefaultTlsClient {
    private final byte[] exporterContext;
    private byte[] certificate;
    private byte[] exported;

    /** {@code exporterContext} is the CID of the relay that we want to be, or null for a client. */
    TlsDialer(byte[] exporterContext) {
        super(new JcaTlsCryptoProvider().setProvider(new BouncyCastleProvider()).create(new SecureRandom()));
        this.exporterContext = exporterContext;
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return ProtocolVersion.TLSv13.downTo(ProtocolVersion.TLSv12);
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
                certificate = shown.getCertificate().getCertificateAt(0).getEncoded();
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
        if (exporterContext != null) {
            exported = context.exportKeyingMaterial(
                    Authenticate.EXPORTER_LABEL, exporterContext, Authenticate.EXPORTER_LEN);
        }
    }

    /** DER of the certificate that the relay showed. */
    byte[] certificate() {
        return certificate;
    }

    /** TLSSECRETS, 32 bytes; null for a client. */
    byte[] exported() {
        return exported;
    }
}
