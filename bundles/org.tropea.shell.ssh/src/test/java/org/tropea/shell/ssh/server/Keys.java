package org.tropea.shell.ssh.server;

import java.security.KeyPair;
import java.security.Security;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** Key pairs of the kinds that are and are not accepted. */
final class Keys {
    static {
        Security.addProvider(new BouncyCastleProvider());
    }

    private Keys() {}

    static KeyPair ed25519() throws Exception {
        return KeyUtils.generateKeyPair("ssh-ed25519", 256);
    }

    static KeyPair ecdsa(int bits) throws Exception {
        return KeyUtils.generateKeyPair("ecdsa-sha2-nistp" + bits, bits);
    }

    static KeyPair rsa() throws Exception {
        return KeyUtils.generateKeyPair("ssh-rsa", 2048);
    }

    static String line(KeyPair pair) {
        return PublicKeyEntry.toString(pair.getPublic());
    }
}
