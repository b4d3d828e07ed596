package org.tropea.keys;

import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tropea.crypto.CryptoFault;
import org.tropea.crypto.Curve25519KeyPair;
import org.tropea.crypto.Ed25519KeyPair;
import org.tropea.crypto.RsaKeyPair;
import org.tropea.crypto.keys.KeyFiles;
import org.tropea.crypto.link.CertEntry;
import org.tropea.crypto.link.LinkCertificates;
import org.tropea.net.keys.KeyFault;
import org.tropea.net.keys.LinkKeys;
import org.tropea.net.keys.RouterKeys;

/**
 * The keys of one router, kept in files. Everything but the link certificates survives on disk; those are made anew at
 * each start and every two hours. Readers on any thread see whole generations; {@link #renew} is called by one thread.
 */
final class FileKeys implements RouterKeys {
    private static final Logger LOG = LoggerFactory.getLogger(FileKeys.class);
    private static final long LINK_AGE = 2 * 3600L;
    private static final long WARN_EVERY = 3600L;
    private static final long ONION_AGE = 28 * 86_400L;
    /** For how long clients with an old descriptor may still use the onion key before. */
    private static final long ONION_GRACE = 7 * 86_400L;

    private static final String PREVIOUS_ONION = KeyFiles.NTOR_ONION + KeyFiles.OLD_SUFFIX;

    private final KeyDirectory directory;
    private final Clock clock;
    private final RsaKeyPair identity;
    private final RsaKeyPair tapOnionKey;
    private volatile SigningKeys signing;
    private volatile Curve25519KeyPair onionKey;
    private volatile Curve25519KeyPair previousOnionKey;
    private volatile LinkKeys link;
    private long linkMade;
    private long warned;

    private FileKeys(KeyDirectory directory, Clock clock) throws KeyFault {
        this.directory = directory;
        this.clock = clock;
        this.identity = rsa(KeyFiles.RSA_IDENTITY);
        this.tapOnionKey = rsa(KeyFiles.TAP_ONION);
        this.signing = SigningKeys.open(directory, now());
        this.onionKey = directory.has(KeyFiles.NTOR_ONION) ? readOnion(KeyFiles.NTOR_ONION) : newOnion();
        this.previousOnionKey = directory.has(PREVIOUS_ONION) ? readOnion(PREVIOUS_ONION) : null;
        this.link = newLink();
    }

    /** The keys in {@code directory}; what is missing is made. */
    static FileKeys open(KeyDirectory directory, Clock clock) throws KeyFault {
        return new FileKeys(directory, clock);
    }

    private RsaKeyPair rsa(String name) throws KeyFault {
        if (directory.has(name)) {
            return directory.parse(name, file -> KeyFiles.parseRsa(name, file), directory.readSecret(name));
        }
        RsaKeyPair made = RsaKeyPair.generate(RsaKeyPair.IDENTITY_BITS);
        directory.write(name, KeyFiles.encodeRsa(made));
        return made;
    }

    private Curve25519KeyPair readOnion(String name) throws KeyFault {
        return directory.parse(name, KeyFiles::parseNtorOnion, directory.readSecret(name));
    }

    private Curve25519KeyPair newOnion() throws KeyFault {
        Curve25519KeyPair made = Curve25519KeyPair.generate();
        directory.write(KeyFiles.NTOR_ONION, KeyFiles.encodeNtorOnion(made));
        return made;
    }

    private LinkKeys newLink() throws KeyFault {
        try {
            LinkCertificates made = LinkCertificates.create(identity, signing.certificate(), signing.key(), now());
            Map<Integer, byte[]> certs = new HashMap<>();
            for (CertEntry entry : made.responderCerts()) {
                certs.put(entry.type(), entry.body());
            }
            for (CertEntry entry : made.initiatorCerts()) {
                certs.put(entry.type(), entry.body());
            }
            linkMade = now();
            return new LinkKeys(made.linkKey().jcaKey(), made.linkCertificate(), made.authKey(), Map.copyOf(certs));
        } catch (CryptoFault fault) {
            throw new KeyFault("link certificates cannot be made: " + fault.getMessage(), fault);
        }
    }

    @Override
    public void renew() throws KeyFault {
        renewOnion();
        boolean newSigning = signing.isDue(now()) && renewSigning();
        if (newSigning || now() - linkMade >= LINK_AGE) {
            link = newLink();
        }
    }

    private void renewOnion() throws KeyFault {
        long age = now() - directory.writtenAt(KeyFiles.NTOR_ONION);
        if (age >= ONION_AGE) {
            directory.write(PREVIOUS_ONION, KeyFiles.encodeNtorOnion(onionKey));
            previousOnionKey = onionKey;
            onionKey = newOnion();
            LOG.info("Made a new onion key");
        } else if (age >= ONION_GRACE && previousOnionKey != null) {
            previousOnionKey = null;
            directory.delete(PREVIOUS_ONION);
        }
    }

    /** Makes a new signing key, or takes over what an operator with an offline master key put there meanwhile. */
    private boolean renewSigning() throws KeyFault {
        SigningKeys next = SigningKeys.open(directory, now());
        if (!Arrays.equals(next.identity(), signing.identity())) {
            throw new KeyFault(directory.file(KeyFiles.ED25519_MASTER_PUBLIC)
                    + ": another identity than at the start; accepted is the same one, or a restart");
        }
        boolean changed = !Arrays.equals(
                next.certificate().encoded(), signing.certificate().encoded());
        if (changed) {
            signing = next;
            LOG.info("Took a new Ed25519 signing key");
        } else if (now() - warned >= WARN_EVERY) {
            warned = now();
            LOG.warn(
                    "The Ed25519 signing key expires within a day and {} is not there to certify a new one",
                    directory.file(KeyFiles.ED25519_MASTER_SECRET));
        }
        return changed;
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }

    @Override
    public RsaKeyPair identity() {
        return identity;
    }

    @Override
    public byte[] rsaId() {
        return identity.publicKey().sha1();
    }

    @Override
    public byte[] ed25519Id() {
        return signing.identity();
    }

    @Override
    public Ed25519KeyPair signing() {
        return signing.key();
    }

    @Override
    public byte[] signingCertificate() {
        return signing.certificate().encoded();
    }

    @Override
    public LinkKeys link() {
        return link;
    }

    @Override
    public Curve25519KeyPair onionKey() {
        return onionKey;
    }

    @Override
    public Curve25519KeyPair previousOnionKey() {
        return previousOnionKey;
    }

    @Override
    public RsaKeyPair tapOnionKey() {
        return tapOnionKey;
    }
}
