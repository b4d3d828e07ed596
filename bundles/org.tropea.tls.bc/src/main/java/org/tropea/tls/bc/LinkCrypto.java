package org.tropea.tls.bc;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.NoSuchPaddingException;
import org.bouncycastle.jcajce.util.ProviderJcaJceHelper;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.EncryptionAlgorithm;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.crypto.TlsCipher;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCrypto;

/**
 * Which implementation computes what below TLS: AES-GCM comes from the JDK, which uses the CPU's instructions and is 30
 * times as fast; everything else from BouncyCastle, which has all of it. Any thread.
 */
final class LinkCrypto extends JcaTlsCrypto {
    LinkCrypto() {
        super(new Helper(), new SecureRandom(), new SecureRandom());
    }

    @Override
    public TlsCipher createCipher(TlsCryptoParameters parameters, int encryption, int mac) throws IOException {
        try {
            return switch (encryption) {
                case EncryptionAlgorithm.AES_128_GCM -> new GcmRecords(parameters, 16);
                case EncryptionAlgorithm.AES_256_GCM -> new GcmRecords(parameters, 32);
                default -> super.createCipher(parameters, encryption, mac);
            };
        } catch (GeneralSecurityException e) {
            throw new TlsFatalAlert(AlertDescription.internal_error, e);
        }
    }

    private static final class Helper extends ProviderJcaJceHelper {
        Helper() {
            super(new BouncyCastleProvider());
        }

        @Override
        public Cipher createCipher(String transformation) throws NoSuchAlgorithmException, NoSuchPaddingException {
            return transformation.startsWith("AES/GCM")
                    ? Cipher.getInstance(transformation)
                    : super.createCipher(transformation);
        }
    }
}
