package org.tropea.tls.bc;

import java.io.IOException;
import java.security.PrivateKey;
import java.util.Vector;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateEntry;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaDefaultTlsCredentialedSigner;

/** The server's choices in one handshake: it shows one RSA certificate and asks for none; sessions are not resumed. */
final class LinkServer extends DefaultTlsServer implements LinkPeer {
    private static final SignatureAndHashAlgorithm[] SIGNATURES = {
        SignatureAndHashAlgorithm.rsa_pss_rsae_sha256,
        SignatureAndHashAlgorithm.rsa_pss_rsae_sha384,
        SignatureAndHashAlgorithm.getInstance((short) 4, (short) 1), // SHA-256 with RSA: TLS 1.2 only
        SignatureAndHashAlgorithm.getInstance((short) 5, (short) 1), // SHA-384 with RSA
    };

    private final LinkCrypto crypto;
    private final PrivateKey key;
    private final TlsCertificate certificate;
    private Exporter exporter;

    LinkServer(LinkCrypto crypto, PrivateKey key, TlsCertificate certificate) {
        super(crypto);
        this.crypto = crypto;
        this.key = key;
        this.certificate = certificate;
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return LinkSettings.VERSIONS;
    }

    @Override
    protected int[] getSupportedCipherSuites() {
        return LinkSettings.SUITES;
    }

    @Override
    protected boolean preferLocalCipherSuites() {
        return true;
    }

    @Override
    public int[] getSupportedGroups() {
        return LinkSettings.GROUPS;
    }

    @Override
    protected boolean allowCertificateStatus() {
        return false;
    }

    @Override
    public TlsCredentials getCredentials() throws IOException {
        return new JcaDefaultTlsCredentialedSigner(
                new TlsCryptoParameters(context), crypto, key, chain(), chooseSignature());
    }

    private Certificate chain() {
        return TlsUtils.isTLSv13(context)
                ? new Certificate(
                        TlsUtils.EMPTY_BYTES, new CertificateEntry[] {new CertificateEntry(certificate, null)})
                : new Certificate(new TlsCertificate[] {certificate});
    }

    private SignatureAndHashAlgorithm chooseSignature() throws IOException {
        Vector<?> offered = context.getSecurityParametersHandshake().getClientSigAlgs();
        int usable = TlsUtils.isTLSv13(context) ? 2 : SIGNATURES.length;
        for (int i = 0; i < usable; i++) {
            if (offered != null && offered.contains(SIGNATURES[i])) {
                return SIGNATURES[i];
            }
        }
        throw new TlsFatalAlert(AlertDescription.handshake_failure, "client takes no RSA signature with SHA-256");
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
