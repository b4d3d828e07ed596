package org.tropea.tls.bc;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.tropea.flow.tls.TlsCredentials;

/** Credentials as relays show them: an RSA-2048 link key, certified by an RSA-1024 identity key. */
final class LinkCertificates {
    private LinkCertificates() {}

    static TlsCredentials fresh() throws Exception {
        KeyPair link = rsa(2048);
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                new X500Name("CN=www.issuer.com"),
                BigInteger.valueOf(System.nanoTime()),
                Date.from(Instant.now().minus(1, ChronoUnit.DAYS)),
                Date.from(Instant.now().plus(30, ChronoUnit.DAYS)),
                new X500Name("CN=www.subject.net"),
                link.getPublic());
        var signer =
                new JcaContentSignerBuilder("SHA256withRSA").build(rsa(1024).getPrivate());
        return new TlsCredentials(
                link.getPrivate(), new JcaX509CertificateConverter().getCertificate(builder.build(signer)));
    }

    private static KeyPair rsa(int bits) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        return generator.generateKeyPair();
    }
}
