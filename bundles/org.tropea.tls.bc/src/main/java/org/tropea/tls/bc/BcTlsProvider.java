package org.tropea.tls.bc;

import java.io.IOException;
import java.security.GeneralSecurityException;
import org.bouncycastle.tls.TlsClientProtocol;
import org.bouncycastle.tls.TlsServerProtocol;
import org.osgi.service.component.annotations.Component;
import org.tropea.flow.tls.TlsCredentials;
import org.tropea.flow.tls.TlsEngine;
import org.tropea.flow.tls.TlsFault;
import org.tropea.flow.tls.TlsProvider;

/**
 * TLS engines of BouncyCastle's non-blocking protocol classes; nothing is registered with the JVM. Any thread. (Not of
 * its JSSE: that keeps the exporter to itself before Java 25, and copies each record twice more.)
 */
@Component(property = TlsProvider.NAME + "=bc")
public final class BcTlsProvider implements TlsProvider {
    private final LinkCrypto crypto = new LinkCrypto();

    @Override
    public TlsEngine engine(boolean client, TlsCredentials credentials) throws TlsFault {
        try {
            return client ? client() : server(credentials);
        } catch (IOException | GeneralSecurityException e) {
            throw new TlsFault("TLS cannot begin: " + e.getMessage(), e);
        }
    }

    private TlsEngine client() throws IOException {
        TlsClientProtocol protocol = new TlsClientProtocol();
        LinkClient peer = new LinkClient(crypto);
        protocol.connect(peer);
        return new BcTlsEngine(protocol, peer);
    }

    private TlsEngine server(TlsCredentials credentials) throws IOException, GeneralSecurityException {
        byte[] der = credentials.certificate().getEncoded();
        TlsServerProtocol protocol = new TlsServerProtocol();
        LinkServer peer = new LinkServer(crypto, credentials.key(), crypto.createCertificate(der));
        protocol.accept(peer);
        return new BcTlsEngine(protocol, peer);
    }
}
