package org.tropea.keys;

import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tropea.crypto.CryptoFault;
import org.tropea.crypto.Ed25519KeyPair;
import org.tropea.crypto.cert.CertType;
import org.tropea.crypto.cert.Ed25519Cert;
import org.tropea.crypto.keys.KeyFiles;
import org.tropea.net.keys.KeyFault;

/**
 * The Ed25519 master identity, and the signing key that it certifies for 30 days. The master's secret file may be kept
 * elsewhere as long as the signing key's certificate lasts. Immutable.
 *
 * @param identity the master's public key, 32 bytes
 * @param key the signing key
 * @param certificate the master's certificate of it (type 4)
 */
record SigningKeys(byte[] identity, Ed25519KeyPair key, Ed25519Cert certificate) {
    private static final Logger LOG = LoggerFactory.getLogger(SigningKeys.class);
    private static final long LIFETIME = 30 * 86_400L;
    private static final long RENEW_BEFORE = 86_400L;

    /**
     * The kept signing key; a new one when it is missing or due and the master's secret is there. Without the secret a
     * kept one serves until its certificate expires.
     */
    static SigningKeys open(KeyDirectory directory, long now) throws KeyFault {
        boolean hasSigning =
                directory.has(KeyFiles.ED25519_SIGNING_SECRET) && directory.has(KeyFiles.ED25519_SIGNING_CERT);
        if (!hasMaster(directory) && !directory.has(KeyFiles.ED25519_MASTER_PUBLIC) && !hasSigning) {
            makeMaster(directory);
        }
        SigningKeys kept = hasSigning ? read(directory) : null;
        boolean good = kept != null && kept.certificate.expires() > now;
        return good && (!kept.isDue(now) || !hasMaster(directory)) ? kept : renewed(directory, now);
    }

    private static boolean hasMaster(KeyDirectory directory) {
        return directory.has(KeyFiles.ED25519_MASTER_SECRET);
    }

    private static void makeMaster(KeyDirectory directory) throws KeyFault {
        Ed25519KeyPair master = Ed25519KeyPair.generate();
        directory.write(KeyFiles.ED25519_MASTER_SECRET, KeyFiles.encodeMasterSecret(master));
        directory.write(KeyFiles.ED25519_MASTER_PUBLIC, KeyFiles.encodeMasterPublic(master.publicKey()));
    }

    /** The kept ones; null when they are to be made anew. */
    private static SigningKeys read(KeyDirectory directory) throws KeyFault {
        Ed25519KeyPair key = directory.parse(
                KeyFiles.ED25519_SIGNING_SECRET,
                KeyFiles::parseSigningSecret,
                directory.readSecret(KeyFiles.ED25519_SIGNING_SECRET));
        return directory.parse(
                KeyFiles.ED25519_SIGNING_CERT,
                file -> checked(directory, key, KeyFiles.parseSigningCert(file)),
                directory.read(KeyFiles.ED25519_SIGNING_CERT));
    }

    private static SigningKeys checked(KeyDirectory directory, Ed25519KeyPair key, Ed25519Cert certificate)
            throws KeyFault, CryptoFault {
        if (!Arrays.equals(certificate.key(), key.publicKey())) {
            return halfRenewed(directory);
        }
        if (certificate.signer() == null) {
            throw new CryptoFault("does not name the Ed25519 identity");
        }
        certificate.checkKind(CertType.IDENTITY_SIGNING, CertType.KEY_ED25519);
        byte[] identity = identity(directory, certificate);
        certificate.checkSignature(identity);
        return new SigningKeys(identity, key, certificate);
    }

    /**
     * Null when the master is there to do a renewal again that ended between its two files. No certificate ever named
     * the key that is given up, so that nobody else can know of it.
     */
    private static SigningKeys halfRenewed(KeyDirectory directory) throws CryptoFault {
        if (!hasMaster(directory)) {
            throw new CryptoFault("certifies another key than " + KeyFiles.ED25519_SIGNING_SECRET + " holds");
        }
        LOG.warn(
                "{} certifies another key than {} holds, as after a crash: making both anew",
                directory.file(KeyFiles.ED25519_SIGNING_CERT),
                KeyFiles.ED25519_SIGNING_SECRET);
        return null;
    }

    /** The identity; where its file was lost, the secret key or else the certificate tells it, and it is written again. */
    private static byte[] identity(KeyDirectory directory, Ed25519Cert certificate) throws KeyFault {
        if (directory.has(KeyFiles.ED25519_MASTER_PUBLIC)) {
            return publicKey(directory);
        }
        byte[] identity = hasMaster(directory) ? master(directory).publicKey() : certificate.signer();
        directory.write(KeyFiles.ED25519_MASTER_PUBLIC, KeyFiles.encodeMasterPublic(identity));
        return identity;
    }

    private static byte[] publicKey(KeyDirectory directory) throws KeyFault {
        return directory.parse(
                KeyFiles.ED25519_MASTER_PUBLIC,
                KeyFiles::parseMasterPublic,
                directory.read(KeyFiles.ED25519_MASTER_PUBLIC));
    }

    private static Ed25519KeyPair master(KeyDirectory directory) throws KeyFault {
        if (!hasMaster(directory)) {
            throw new KeyFault(directory.file(KeyFiles.ED25519_MASTER_SECRET)
                    + ": missing, and needed to certify a new signing key; put it back, or bring a signing key and its"
                    + " certificate");
        }
        Ed25519KeyPair master = directory.parse(
                KeyFiles.ED25519_MASTER_SECRET,
                KeyFiles::parseMasterSecret,
                directory.readSecret(KeyFiles.ED25519_MASTER_SECRET));
        if (!directory.has(KeyFiles.ED25519_MASTER_PUBLIC)) {
            directory.write(KeyFiles.ED25519_MASTER_PUBLIC, KeyFiles.encodeMasterPublic(master.publicKey()));
        } else if (!Arrays.equals(master.publicKey(), publicKey(directory))) {
            throw new KeyFault(directory.file(KeyFiles.ED25519_MASTER_SECRET) + ": belongs to another identity than "
                    + KeyFiles.ED25519_MASTER_PUBLIC + "; accepted are the two files of one identity");
        }
        return master;
    }

    private static SigningKeys renewed(KeyDirectory directory, long now) throws KeyFault {
        Ed25519KeyPair master = master(directory);
        Ed25519KeyPair key = Ed25519KeyPair.generate();
        Ed25519Cert certificate = Ed25519Cert.sign(
                CertType.IDENTITY_SIGNING, CertType.KEY_ED25519, key.publicKey(), now + LIFETIME, master, true);
        directory.write(KeyFiles.ED25519_SIGNING_SECRET, KeyFiles.encodeSigningSecret(key));
        directory.write(KeyFiles.ED25519_SIGNING_CERT, KeyFiles.encodeSigningCert(certificate));
        return new SigningKeys(master.publicKey(), key, certificate);
    }

    /** Whether it expires within a day. */
    boolean isDue(long now) {
        return certificate.expires() - now <= RENEW_BEFORE;
    }
}
