package org.tropea.shell.ssh.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.util.security.SecurityUtils;

/** The server's own key: Ed25519, made once, kept in OpenSSH's format for the owner's eyes alone. */
final class HostKey {
    private static final int BITS = 256;

    private HostKey() {}

    /** Reads the key, or makes one where there is none. */
    static KeyPair open(Path file) throws ServerFault {
        try {
            if (!Files.exists(file)) {
                generate(file);
            }
            OwnFile.checkSecret(file);
            return read(file);
        } catch (IOException | GeneralSecurityException e) {
            throw new ServerFault("host key " + file + " cannot be used: " + e.getMessage());
        }
    }

    private static void generate(Path file) throws IOException, GeneralSecurityException {
        KeyPair pair = KeyUtils.generateKeyPair(KeyPairProvider.SSH_ED25519, BITS);
        try (OutputStream out = OwnFile.create(file)) {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, "tropea", null, out);
        }
    }

    private static KeyPair read(Path file) throws IOException, GeneralSecurityException, ServerFault {
        try (InputStream in = Files.newInputStream(file)) {
            Iterable<KeyPair> pairs = SecurityUtils.loadKeyPairIdentities(
                    null, NamedResource.ofName(file.toString()), in, FilePasswordProvider.EMPTY);
            if (pairs == null || !pairs.iterator().hasNext()) {
                throw new ServerFault("host key " + file + " holds no private key; remove it to have one made");
            }
            return pairs.iterator().next();
        }
    }
}
