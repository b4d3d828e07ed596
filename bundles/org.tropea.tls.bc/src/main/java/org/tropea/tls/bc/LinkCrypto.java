package org.tropea.tls.bc;

import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.NoSuchPaddingException;
import org.bouncycastle.jcajce.util.ProviderJcaJceHelper;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.tls.crypto.impl.TlsAEADCipherImpl;
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
    protected TlsAEADCipherImpl createAEADCipher(String mode, String algorithm, int keySize, boolean encrypting)
            throws GeneralSecurityException {
        return mode.equals("AES/GCM/NoPadding")
                ? new JdkGcm(encrypting)
                : super.createAEADCipher(mode, algorithm, keySize, encrypting);
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
