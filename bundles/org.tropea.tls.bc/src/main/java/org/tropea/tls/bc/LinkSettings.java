package org.tropea.tls.bc;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.NameType;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.ServerName;

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

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz234567";
    private static final SecureRandom RANDOM = new SecureRandom();

    private LinkSettings() {}

    /** A name nobody has: clients without one would stand out, clients with a true one would tell whom they dial. */
    static ServerName randomName() {
        StringBuilder name = new StringBuilder("www.");
        int letters = 4 + RANDOM.nextInt(22);
        for (int i = 0; i < letters; i++) {
            name.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return new ServerName(NameType.host_name, name.append(".com").toString().getBytes(StandardCharsets.US_ASCII));
    }
}
