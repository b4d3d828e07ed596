package org.tropea.testkit.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import org.tropea.flow.tls.TlsCredentials;

/** Credentials as relays show them, always the same: an RSA-2048 link key, certified by an RSA-1024 identity key. */
public final class TestCredentials {
    private TestCredentials() {}

    /** The key and its certificate. */
    public static TlsCredentials link() {
        return read("link-cert.pem");
    }

    /** The same key and its next certificate. */
    public static TlsCredentials renewed() {
        return read("next-cert.pem");
    }

    private static TlsCredentials read(String name) {
        try (InputStream key = TestCredentials.class.getResourceAsStream("link-key.pem");
                InputStream certificate = TestCredentials.class.getResourceAsStream(name)) {
            return new TlsCredentials(
                    KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der(key))),
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(certificate));
        } catch (IOException | GeneralSecurityException broken) {
            throw new IllegalStateException("the test credentials cannot be read", broken);
        }
    }

    private static byte[] der(InputStream pem) throws IOException {
        String text = new String(pem.readAllBytes(), StandardCharsets.US_ASCII);
        return Base64.getMimeDecoder().decode(text.replaceAll("-----[A-Z ]+-----", ""));
    }
}
