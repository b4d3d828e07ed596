package org.tropea.authority.keys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tropea.crypto.CryptoFault;
import org.tropea.crypto.RsaKeyPair;
import org.tropea.flow.fault.LocalFault;
import org.tropea.netdoc.cert.KeyCertificate;
import org.tropea.netdoc.frame.DocumentFault;

/**
 * With what an authority signs: the files that {@code tor-gencert} or {@link GenCert} made. Immutable, any thread.
 *
 * @param certificate by which the identity vouches for the key
 * @param key the medium-term signing key
 */
public record SigningKeys(KeyCertificate certificate, RsaKeyPair key) {
    /** Reads {@code authority_signing_key} and {@code authority_certificate}. */
    public static SigningKeys load(Path keyDirectory) throws LocalFault {
        return load(keyDirectory.resolve("authority_signing_key"), keyDirectory.resolve("authority_certificate"));
    }

    /** Reads {@code legacy_signing_key} and {@code legacy_certificate}, of an identity that is being replaced. */
    public static SigningKeys loadLegacy(Path keyDirectory) throws LocalFault {
        return load(keyDirectory.resolve("legacy_signing_key"), keyDirectory.resolve("legacy_certificate"));
    }

    private static SigningKeys load(Path keyFile, Path certificateFile) throws LocalFault {
        try {
            RsaKeyPair key = EncryptedKey.read(Files.readString(keyFile), new char[0]);
            KeyCertificate certificate = KeyCertificate.parse(Files.readAllBytes(certificateFile));
            if (!certificate.certifies(key.publicKey())) {
                throw new LocalFault(keyFile + ": is not the signing key of the certificate " + certificateFile);
            }
            return new SigningKeys(certificate, key);
        } catch (IOException unreadable) {
            throw new LocalFault(
                    "the keys of a v3 authority cannot be read: " + unreadable + "; tor-gencert makes them",
                    unreadable);
        } catch (CryptoFault bad) {
            throw new LocalFault(keyFile + ": " + bad.getMessage(), bad);
        } catch (DocumentFault bad) {
            throw new LocalFault(certificateFile + ": " + bad.getMessage(), bad);
        }
    }
}
