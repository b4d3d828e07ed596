package org.tropea.launcher;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.List;
import java.util.zip.ZipFile;
import jdk.security.jarsigner.JarSigner;

/** A key pair with a certificate of its own, made by the JDK's keytool. */
record SigningKey(PrivateKey key, Certificate certificate) {
    private static final char[] PASSWORD = "changeit".toCharArray();

    /** {@code options} are keytool's, for example on dates. */
    static SigningKey create(Path folder, String name, String... options) throws Exception {
        Path store = folder.resolve(name + ".p12");
        ProcessBuilder keytool = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/keytool").toString(),
                "-genkeypair",
                "-alias",
                name,
                "-dname",
                "CN=" + name,
                "-keyalg",
                "EC",
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(PASSWORD),
                "-keystore",
                store.toString());
        keytool.command().addAll(List.of(options));
        Process process = keytool.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IllegalStateException(said);
        }
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD);
        return new SigningKey((PrivateKey) keys.getKey(name, PASSWORD), keys.getCertificate(name));
    }

    /** SHA-256 as an operator would write it. */
    String fingerprint() throws Exception {
        return BundleSigners.fingerprint(certificate.getEncoded());
    }

    Path pem(Path file) throws Exception {
        String text = Base64.getMimeEncoder().encodeToString(certificate.getEncoded());
        return Files.writeString(file, "-----BEGIN CERTIFICATE-----\n" + text + "\n-----END CERTIFICATE-----\n");
    }

    /** Signs a copy of {@code jar}, which stays; {@code signature} names the files in META-INF. */
    Path sign(Path jar, Path copy, String signature) throws Exception {
        JarSigner signer = new JarSigner.Builder(
                        key, CertificateFactory.getInstance("X.509").generateCertPath(List.of(certificate)))
                .signerName(signature)
                .build();
        try (ZipFile in = new ZipFile(jar.toFile());
                OutputStream out = Files.newOutputStream(copy)) {
            signer.sign(in, out);
        }
        return copy;
    }
}
