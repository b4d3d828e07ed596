package org.tropea.tls.jdk;

import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.tropea.flow.tls.ServerNames;
import org.tropea.flow.tls.TlsEngine;

/** What a link's TLS offers and takes (tor-spec 2): what it shares with C tor 0.4.9, best first. */
final class LinkSettings {
    static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};
    private static final String[] SUITES = {
        "TLS_AES_128_GCM_SHA256",
        "TLS_AES_256_GCM_SHA384",
        "TLS_CHACHA20_POLY1305_SHA256",
        "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
        "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
        "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256"
    };
    /** C tor takes P-256 first, and before 0.4.9 no X25519. */
    private static final String[] GROUPS = {"secp256r1", "x25519"};

    private LinkSettings() {}

    /** Tells {@code engine}, which has not begun, to be a client or a server that speaks {@code versions}. */
    static void apply(SSLEngine engine, boolean client, String... versions) {
        engine.setUseClientMode(client);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setProtocols(versions);
        parameters.setCipherSuites(SUITES);
        parameters.setUseCipherSuitesOrder(true);
        LaterJava.setGroups(parameters, GROUPS);
        // JSSE's own idea of a record's room is some bytes more than any record takes.
        parameters.setMaximumPacketSize(TlsEngine.RECORD_MAX);
        if (client) {
            parameters.setServerNames(List.of(new SNIHostName(ServerNames.random())));
        }
        engine.setSSLParameters(parameters);
    }
}
