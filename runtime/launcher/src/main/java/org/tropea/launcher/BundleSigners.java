package org.tropea.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The torrc option {@code BundleSigners}: certificates by their SHA-256, or in PEM files, which are read once. */
final class BundleSigners {
    private static final String FINGERPRINT = "[0-9a-f]{64}";

    private BundleSigners() {}

    /** SHA-256 of each certificate in lower-case hexadecimal; empty when the option is not set. */
    static Set<String> read(List<String> words) throws StartFault {
        Set<String> fingerprints = new LinkedHashSet<>();
        for (String word : words) {
            String digits = word.replace(":", "").toLowerCase(Locale.ROOT);
            if (digits.matches(FINGERPRINT)) {
                fingerprints.add(digits);
            } else {
                fingerprints.addAll(inFile(word));
            }
        }
        return Set.copyOf(fingerprints);
    }

    private static Set<String> inFile(String word) throws StartFault {
        Path file = Path.of(word);
        if (!file.isAbsolute()) {
            throw refused(word, "");
        }
        try (InputStream in = Files.newInputStream(file)) {
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            Set<String> fingerprints = new LinkedHashSet<>();
            for (Certificate certificate : found) {
                fingerprints.add(fingerprint(certificate.getEncoded()));
            }
            if (fingerprints.isEmpty()) {
                throw refused(word, " (it holds no certificate)");
            }
            return fingerprints;
        } catch (IOException | CertificateException e) {
            throw refused(word, " (" + e.getClass().getSimpleName() + ")");
        }
    }

    private static StartFault refused(String word, String why) {
        return new StartFault(
                "BundleSigners: \"" + word + "\"" + why + "; accepted is the SHA-256 of a certificate in 64"
                        + " hexadecimal digits, or the absolute name of a PEM file of certificates");
    }

    /** SHA-256 of a certificate's DER form. */
    static String fingerprint(byte[] certificate) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
