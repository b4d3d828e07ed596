package org.tropea.launcher;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunDirectoryTest {
    @TempDir
    Path root;

    private Path stored(String name, String content) throws Exception {
        Path folder = Files.createDirectories(root.resolve("felix/config/org/tropea"));
        return Files.writeString(folder.resolve(name), ":org.apache.felix.configadmin.revision:=L\"4\"\n" + content);
    }

    @Test
    void forgetsWhatATorrcSaidInTheLastRunAndNothingElse() throws Exception {
        Path torrcs = stored("router%007ea.config", "Nickname=\"a\"\ntropea.torrc=\"/etc/torrc\"\n");
        Path others = stored("router%007eb.config", "Nickname=\"b\"\n");
        Path shell = stored("shell.config", "port=I\"1\"\n");
        RunDirectory.open(root).close();
        assertFalse(Files.exists(torrcs));
        assertTrue(Files.exists(others));
        assertTrue(Files.exists(shell));
    }
}
