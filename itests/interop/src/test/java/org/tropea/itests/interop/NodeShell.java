package org.tropea.itests.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.tropea.itests.ctor.CtorNode;

/** The remote shell of one Tropea node of a network, asked by a real OpenSSH client. */
final class NodeShell {
    private final OpenSsh ssh;
    private final Path key;

    /** Gives {@code node}, which has not started yet, a shell on {@code port}. */
    NodeShell(CtorNode node, int port) {
        try {
            Path folder = node.directory();
            ssh = new OpenSsh(folder, port);
            key = ssh.key("operator", "ed25519");
            Path keys = folder.resolve("ssh/authorized_keys");
            Files.createDirectories(keys.getParent());
            Files.writeString(keys, "role=\"operator\" " + Files.readString(Path.of(key + ".pub")));
            Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rw-------"));
            Files.createDirectories(folder.resolve("conf"));
            Files.write(
                    folder.resolve("conf/org.tropea.shell.ssh.cfg"),
                    List.of("port = " + port, "loginTimeoutSeconds = 60"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What the command prints. */
    String run(String line) throws IOException, InterruptedException {
        OpenSsh.Answer answer = ssh.run("operator", key, line, "");
        assertEquals(0, answer.status(), () -> line + ": " + answer);
        return answer.out();
    }
}
