package org.tropea.launcher;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.CodeSigner;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One jar and the question whether all of it is signed by one of some certificates. The JDK verifies each entry against
 * the manifest; beyond that the manifest as a whole must be the signed one, as Felix reads it in its own way, and no
 * entry may be left out. Only that very certificate counts: neither its issuers nor its dates.
 */
final class SignedJar {
    private static final String MANIFEST = JarFile.MANIFEST_NAME;
    private static final Pattern SIGNATURE_FILE = Pattern.compile("META-INF/[^/]+\\.(SF|RSA|DSA|EC)");
    private static final Pattern WHOLE = Pattern.compile("(SHA-(?:256|384|512))-Digest-Manifest");

    private final JarFile jar;
    private final Set<String> signers;

    private SignedJar(JarFile jar, Set<String> signers) {
        this.jar = jar;
        this.signers = signers;
    }

    /** Why the file is not to be run, or null. {@code signers}: SHA-256 of certificates, in lower-case hexadecimal. */
    static String refusal(File file, Set<String> signers) {
        try (JarFile jar = new JarFile(file, true)) {
            SignedJar signed = new SignedJar(jar, signers);
            String refusal = signed.entries();
            return refusal == null ? signed.manifest() : refusal;
        } catch (IOException | SecurityException | GeneralSecurityException | IllegalArgumentException damaged) {
            return "it cannot be verified: " + damaged.getMessage();
        }
    }

    private String entries() throws IOException, GeneralSecurityException {
        if (jar.getManifest() == null) {
            return "it has no manifest";
        }
        Set<String> names = new HashSet<>();
        int signed = 0;
        for (JarEntry entry : jar.stream().toList()) {
            String name = entry.getName();
            try (InputStream in = jar.getInputStream(entry)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            if (!names.add(name) || name.equalsIgnoreCase(MANIFEST) && !name.equals(MANIFEST)) {
                return name + " is in it more than once";
            } else if (!isExempt(entry)) {
                if (!isSigned(entry)) {
                    return name + (entry.getCodeSigners() == null ? " is not signed" : " is signed by others only");
                }
                signed++;
            }
        }
        return signed == 0 ? "nothing in it is signed" : null;
    }

    /** The manifest and the signatures cannot be signed themselves; a directory has nothing to sign. */
    private static boolean isExempt(JarEntry entry) {
        String name = entry.getName();
        return name.equals(MANIFEST) || isSignatureFile(name) || entry.isDirectory() && entry.getSize() <= 0;
    }

    private static boolean isSignatureFile(String name) {
        return SIGNATURE_FILE.matcher(name.toUpperCase(Locale.ROOT)).matches();
    }

    private boolean isSigned(JarEntry entry) throws GeneralSecurityException {
        CodeSigner[] all = entry.getCodeSigners();
        for (CodeSigner signer : all == null ? new CodeSigner[0] : all) {
            byte[] certificate =
                    signer.getSignerCertPath().getCertificates().get(0).getEncoded();
            if (signers.contains(BundleSigners.fingerprint(certificate))) {
                return true;
            }
        }
        return false;
    }

    /** The JDK is content when each section is right, and does not mind sections that were added. */
    private String manifest() throws IOException, GeneralSecurityException {
        byte[] manifest = bytes(MANIFEST);
        for (JarEntry entry : jar.stream().toList()) {
            String name = entry.getName();
            if (name.toUpperCase(Locale.ROOT).endsWith(".SF") && isSignatureFile(name) && !covers(name, manifest)) {
                return "its manifest is not the one that was signed";
            }
        }
        return null;
    }

    private boolean covers(String name, byte[] manifest) throws IOException, GeneralSecurityException {
        int matches = 0;
        try (InputStream in = jar.getInputStream(jar.getEntry(name))) {
            for (Map.Entry<Object, Object> line :
                    new Manifest(in).getMainAttributes().entrySet()) {
                Matcher whole = WHOLE.matcher(line.getKey().toString());
                if (whole.matches()) {
                    byte[] digest = MessageDigest.getInstance(whole.group(1)).digest(manifest);
                    if (!Arrays.equals(
                            digest, Base64.getDecoder().decode(line.getValue().toString()))) {
                        return false;
                    }
                    matches++;
                }
            }
        }
        return matches > 0;
    }

    private byte[] bytes(String name) throws IOException {
        try (InputStream in = jar.getInputStream(jar.getEntry(name))) {
            return in.readAllBytes();
        }
    }
}
