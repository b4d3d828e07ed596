package org.tropea.tls.jdk;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.X509ExtendedKeyManager;
import org.tropea.flow.tls.TlsCredentials;

/** Shows one key and certificate as a server, and nothing as a client; whoever signed the certificate. */
final class OneKey extends X509ExtendedKeyManager {
    private static final String ALIAS = "link";

    private final PrivateKey key;
    private final X509Certificate[] chain;
    private final String keyType;

    OneKey(TlsCredentials credentials) {
        key = credentials.key();
        chain = new X509Certificate[] {credentials.certificate()};
        keyType = key.getAlgorithm();
    }

    @Override
    public String chooseEngineServerAlias(String wanted, Principal[] issuers, SSLEngine engine) {
        forbidResumption(engine);
        return wanted.equals(keyType) ? ALIAS : null;
    }

    /** JSSE knows only JVM-wide switches for tickets, but gives none for a session that is invalid when it ends. */
    private static void forbidResumption(SSLEngine engine) {
        SSLSession session = engine.getHandshakeSession();
        if (session != null) {
            session.invalidate();
        }
    }

    @Override
    public String chooseServerAlias(String wanted, Principal[] issuers, Socket socket) {
        return wanted.equals(keyType) ? ALIAS : null;
    }

    @Override
    public String[] getServerAliases(String wanted, Principal[] issuers) {
        return wanted.equals(keyType) ? new String[] {ALIAS} : null;
    }

    @Override
    public String chooseClientAlias(String[] wanted, Principal[] issuers, Socket socket) {
        return null;
    }

    @Override
    public String[] getClientAliases(String wanted, Principal[] issuers) {
        return null;
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return ALIAS.equals(alias) ? chain.clone() : null;
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return ALIAS.equals(alias) ? key : null;
    }
}
