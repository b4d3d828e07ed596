package org.tropea.itests.swap.relay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Security;
import java.time.Duration;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.tropea.itests.ctor.CtorNode;
import org.tropea.itests.ctor.Deadline;

/** A key pair whose owner may operate a relay, and the files that tell the relay so. */
public final class Operator {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final KeyPair key;
    private final int port;

    /** An operator with a new Ed25519 key, whose relay's shell shall listen on {@code port}. */
    public Operator(int port) {
        Security.addProvider(new BouncyCastleProvider());
        this.port = port;
        try {
            this.key = KeyUtils.generateKeyPair("ssh-ed25519", 256);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no Ed25519 key: " + e.getMessage(), e);
        }
    }

    /** Gives the operator access to {@code node}, running or not: writes authorized_keys and the shell's configuration. */
    public void admitTo(CtorNode node) {
        try {
            Path keys = Files.createDirectories(node.directory().resolve("ssh")).resolve("authorized_keys");
            Files.writeString(keys, "role=\"operator\" " + PublicKeyEntry.toString(key.getPublic()) + "\n");
            Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rw-------"));
            Path configuration = Files.createDirectories(node.directory().resolve("conf"));
            Files.writeString(configuration.resolve("org.tropea.shell.ssh.cfg"), "port = " + port + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Logs in as soon as the relay's shell listens. */
    public Shell login() {
        Shell[] opened = new Shell[1];
        Deadline.in(PATIENCE).await(() -> tryLogin(opened), 200, () -> "no remote shell on port " + port);
        return opened[0];
    }

    private boolean tryLogin(Shell[] opened) {
        try {
            opened[0] = Shell.login(port, key);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }
}
