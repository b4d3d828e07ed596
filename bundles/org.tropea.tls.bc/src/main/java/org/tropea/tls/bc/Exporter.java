package org.tropea.tls.bc;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.bouncycastle.tls.SecurityParameters;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.crypto.TlsCrypto;
import org.bouncycastle.tls.crypto.TlsCryptoUtils;
import org.bouncycastle.tls.crypto.TlsSecret;
import org.bouncycastle.util.Arrays;

/**
 * Keying material of RFC 5705, and of RFC 8446 7.5 for TLS 1.3. BouncyCastle forgets the secret when the handshake is
 * over, but a responder learns only later, from CERTS, for which context it must export: this keeps a copy.
 */
final class Exporter {
    private final TlsSecret secret;
    private final boolean tls13;
    private final int hash;
    private final int prf;
    private final byte[] randoms;
    private final byte[] emptyHash;
    private final TlsCrypto crypto;

    /** Keeps what {@code context} knows while its handshake completes. */
    Exporter(TlsContext context) {
        SecurityParameters parameters = context.getSecurityParametersConnection();
        tls13 = TlsUtils.isTLSv13(context);
        crypto = context.getCrypto();
        secret = crypto.adoptSecret(tls13 ? parameters.getExporterMasterSecret() : parameters.getMasterSecret());
        hash = parameters.getPRFCryptoHashAlgorithm();
        prf = parameters.getPRFAlgorithm();
        randoms = Arrays.concatenate(parameters.getClientRandom(), parameters.getServerRandom());
        emptyHash = crypto.createHash(hash).calculateHash();
    }

    byte[] export(String label, byte[] contextValue, int length) {
        return (tls13 ? derive13(label, contextValue, length) : derive12(label, contextValue, length)).extract();
    }

    private TlsSecret derive13(String label, byte[] contextValue, int length) {
        try {
            var contextHash = crypto.createHash(hash);
            contextHash.update(contextValue, 0, contextValue.length);
            TlsSecret forLabel = TlsCryptoUtils.hkdfExpandLabel(secret, hash, label, emptyHash, emptyHash.length);
            return TlsCryptoUtils.hkdfExpandLabel(forLabel, hash, "exporter", contextHash.calculateHash(), length);
        } catch (IOException e) {
            throw new IllegalStateException("TLS exporter refuses " + label, e);
        }
    }

    private TlsSecret derive12(String label, byte[] contextValue, int length) {
        ByteBuffer seed = ByteBuffer.allocate(randoms.length + 2 + contextValue.length);
        seed.put(randoms).putShort((short) contextValue.length).put(contextValue);
        return secret.deriveUsingPRF(prf, label, seed.array(), length);
    }
}
