package org.tropea.tls.bc;

import java.nio.charset.StandardCharsets;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.NameType;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.ServerName;
import org.tropea.flow.tls.ServerNames;

/** What a link's TLS offers and takes (tor-spec 2): what it shares with C tor 0.4.9, best first. */
final class LinkSettings {
    static final ProtocolVersion[] VERSIONS = ProtocolVersion.TLSv13.downTo(ProtocolVersion.TLSv12);
    static final int[] SUITES = {
        CipherSuite.TLS_AES_128_GCM_SHA256,
        CipherSuite.TLS_AES_256_GCM_SHA384,
        CipherSuite.TLS_CHACHA20_POLY1305_SHA256,
        CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
        CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
        CipherSuite.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256
    };
    /** C tor takes P-256 first, and before 0.4.9 no X25519. */
    static final int[] GROUPS = {NamedGroup.secp256r1, NamedGroup.x25519};

    private LinkSettings() {}

    static ServerName randomName() {
        return new ServerName(NameType.host_name, ServerNames.random().getBytes(StandardCharsets.US_ASCII));
    }
}
