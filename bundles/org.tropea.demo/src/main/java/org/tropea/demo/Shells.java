package org.tropea.demo;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Hashtable;
import java.util.Map;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.util.OpenSSHPrivateKeyUtil;
import org.bouncycastle.crypto.util.OpenSSHPublicKeyUtil;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;
import org.osgi.service.cm.ConfigurationAdmin;

/** Opens the remote shell to one key: the user's, or one made for this run. */
final class Shells {
    private final ConfigurationAdmin admin;
    private final Settings settings;
    private final Ports ports;

    Shells(ConfigurationAdmin admin, Settings settings, Ports ports) {
        this.ports = ports;
        this.admin = admin;
        this.settings = settings;
    }

    /** Opens it, and waits until it listens; returns the command that logs in. */
    String open() throws IOException, DemoFault, InterruptedException {
        int port = ports.free();
        Path folder = Files.createDirectories(settings.data().resolve("ssh"));
        String option = "";
        String authorized;
        if (settings.key() == null) {
            Ed25519PrivateKeyParameters key = new Ed25519PrivateKeyParameters(new SecureRandom());
            Path file = folder.resolve("operator_key");
            writePrivate(file, key);
            option = "-i " + file + " ";
            authorized = "ssh-ed25519 "
                    + Base64.getEncoder().encodeToString(OpenSSHPublicKeyUtil.encodePublicKey(key.generatePublicKey()));
        } else {
            authorized = Files.readString(settings.key()).strip();
        }
        Path keys = folder.resolve("authorized_keys");
        Files.writeString(keys, "role=\"operator\" " + authorized + "\n");
        Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rw-------"));
        admin.getConfiguration("org.tropea.shell.ssh", "?")
                .update(new Hashtable<>(Map.of("port", port, "authorizedKeys", keys.toString())));
        Ports.awaitOpen(port);
        return "ssh -p " + port + " " + option + "-o StrictHostKeyChecking=no -o UserKnownHostsFile="
                + folder.resolve("known_hosts") + " operator@127.0.0.1";
    }

    private static void writePrivate(Path file, Ed25519PrivateKeyParameters key) throws IOException {
        StringWriter text = new StringWriter();
        try (PemWriter pem = new PemWriter(text)) {
            pem.writeObject(new PemObject("OPENSSH PRIVATE KEY", OpenSSHPrivateKeyUtil.encodePrivateKey(key)));
        }
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text.toString());
    }
}
