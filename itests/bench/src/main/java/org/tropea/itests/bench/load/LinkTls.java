package org.tropea.itests.bench.load;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import org.tropea.crypto.link.LinkCertificates;
import org.tropea.itests.ctor.AnyCertificate;

/** TLS of OR connections with the JDK's engines. Immutable. */
final class LinkTls {
    private final SSLContext context;
    private final boolean client;

    private LinkTls(SSLContext context, boolean client) {
        this.context = context;
        this.client = client;
    }

    /** For whoever dials; takes any certificate. */
    static LinkTls client() {
        return new LinkTls(context(null, new TrustManager[] {new AnyCertificate()}), true);
    }

    /** For whoever accepts. */
    static LinkTls server(LinkCertificates certificates) {
        return new LinkTls(context(certificates, null), false);
    }

    private static SSLContext context(LinkCertificates certificates, TrustManager[] trust) {
        try {
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(store(certificates), new char[0]);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), trust, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java lacks what TLS needs", e);
        }
    }

    private static KeyStore store(LinkCertificates certificates) throws GeneralSecurityException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            if (certificates != null) {
                Certificate[] chain = {certificates.linkCertificate()};
                store.setKeyEntry("link", certificates.linkKey().jcaKey(), new char[0], chain);
            }
            return store;
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    SSLEngine engine() {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(client);
        return engine;
    }
}
