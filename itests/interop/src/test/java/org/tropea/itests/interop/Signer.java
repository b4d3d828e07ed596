package org.tropea.itests.interop;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.zip.ZipFile;
import jdk.security.jarsigner.JarSigner;

/** Signs jars with a key of its own, made by the JDK's keytool; {@code pem} holds its certificate. */
record Signer(PrivateKey key, Certificate certificate, Path pem) {
    private static final String PASSWORD = "changeit";

    static Signer create(Path folder, String name) throws IOException, GeneralSecurityException, InterruptedException {
        Path store = folder.resolve(name + ".p12");
        Path pem = folder.resolve(name + ".pem");
        keytool(store, name, "-genkeypair", "-dname", "CN=" + name, "-keyalg", "EC");
        keytool(store, name, "-exportcert", "-rfc", "-file", pem.toString());
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        return new Signer((PrivateKey) keys.getKey(name, PASSWORD.toCharArray()), keys.getCertificate(name), pem);
    }

    private static void keytool(Path store, String name, String... arguments) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/keytool").toString());
        builder.command().addAll(List.of(arguments));
        builder.command().addAll(List.of("-alias", name, "-storetype", "PKCS12", "-storepass", PASSWORD));
        builder.command().addAll(List.of("-keystore", store.toString()));
        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IllegalStateException(said);
        }
    }

    /** A signed copy. */
    Path sign(Path jar, Path copy) throws IOException, GeneralSecurityException {
        JarSigner signer = new JarSigner.Builder(
                        key, CertificateFactory.getInstance("X.509").generateCertPath(List.of(certificate)))
                .build();
        try (ZipFile in = new ZipFile(jar.toFile());
                OutputStream out = Files.newOutputStream(copy)) {
            signer.sign(in, out);
        }
        return copy;
    }
}
