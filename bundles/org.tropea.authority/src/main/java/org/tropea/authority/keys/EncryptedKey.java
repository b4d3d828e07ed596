package org.tropea.authority.keys;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.PBEParameterSpec;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.tropea.crypto.Armor;
import org.tropea.crypto.CryptoFault;
import org.tropea.crypto.Randomness;
import org.tropea.crypto.RsaKeyPair;

/**
 * An RSA key in a PEM file, encrypted with a passphrase as {@code tor-gencert} does (PKCS#8, SHA-1 and triple DES), or
 * not. Stateless, any thread.
 */
public final class EncryptedKey {
    private static final String ENCRYPTED = "ENCRYPTED PRIVATE KEY";
    private static final String PLAIN = "PRIVATE KEY";
    private static final String SCHEME = "PBEWithSHA1AndDESede";
    private static final int ROUNDS = 2048;
    private static final int SALT_LEN = 8;

    private EncryptedKey() {}

    /** Whether a passphrase is needed to read this file's text. */
    public static boolean isEncrypted(String pem) {
        return pem.contains("-----BEGIN " + ENCRYPTED + "-----");
    }

    /** The key of a file's text; the passphrase matters only when it is encrypted. */
    public static RsaKeyPair read(String pem, char[] passphrase) throws CryptoFault {
        if (isEncrypted(pem)) {
            return ofPkcs8(decrypt(Armor.decode(ENCRYPTED, pem), passphrase));
        }
        boolean pkcs8 = pem.contains("-----BEGIN " + PLAIN + "-----");
        return pkcs8 ? ofPkcs8(Armor.decode(PLAIN, pem)) : RsaKeyPair.fromPem(pem);
    }

    private static byte[] decrypt(byte[] der, char[] passphrase) throws CryptoFault {
        try {
            EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(der);
            Cipher cipher = Cipher.getInstance(info.getAlgName());
            cipher.init(Cipher.DECRYPT_MODE, key(info.getAlgName(), passphrase), info.getAlgParameters());
            PKCS8EncodedKeySpec spec = info.getKeySpec(cipher);
            return spec.getEncoded();
        } catch (IOException | GeneralSecurityException e) {
            throw new CryptoFault("the key cannot be decrypted: wrong passphrase, or not a PKCS#8 key", e);
        }
    }

    private static SecretKey key(String scheme, char[] passphrase) throws GeneralSecurityException {
        return SecretKeyFactory.getInstance(scheme).generateSecret(new PBEKeySpec(passphrase));
    }

    private static RsaKeyPair ofPkcs8(byte[] der) throws CryptoFault {
        try {
            return RsaKeyPair.fromDer(PrivateKeyInfo.getInstance(der)
                    .parsePrivateKey()
                    .toASN1Primitive()
                    .getEncoded());
        } catch (IOException | IllegalArgumentException e) {
            throw new CryptoFault("not a PKCS#8 private key", e);
        }
    }

    /** The text of a file with this key, encrypted. */
    public static String write(RsaKeyPair key, char[] passphrase) {
        try {
            byte[] salt = Arrays.copyOf(Randomness.bytes(SALT_LEN), SALT_LEN);
            Cipher cipher = Cipher.getInstance(SCHEME);
            cipher.init(Cipher.ENCRYPT_MODE, key(SCHEME, passphrase), new PBEParameterSpec(salt, ROUNDS));
            byte[] sealed = cipher.doFinal(key.jcaKey().getEncoded());
            return Armor.encode(ENCRYPTED, new EncryptedPrivateKeyInfo(cipher.getParameters(), sealed).getEncoded());
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("this JDK cannot encrypt by " + SCHEME, e);
        }
    }
}
