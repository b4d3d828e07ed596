package org.tropea.launcher;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ShortLivedTest {
    /** As routers do that have not stopped yet; into what is there, so that it ends with that. */
    private static void write(Path root, int files) {
        try {
            for (int i = 0; i < files; i++) {
                Path folder = root.resolve("r" + i % 5);
                if (!Files.exists(folder)) {
                    Files.createDirectory(folder);
                }
                Files.writeString(folder.resolve("state" + i), "a state");
                Files.deleteIfExists(folder.resolve("state" + (i - 3)));
            }
        } catch (IOException gone) {
            // deleted between two steps: that is what is tried here
        }
    }

    @Test
    void itIsDeletedThoughOthersStillWrite() throws Exception {
        ShortLived folder = ShortLived.create("tropea-test-");
        write(folder.root(), 100);
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 200 && Files.exists(folder.root()); i++) {
                write(folder.root(), 20);
            }
        });
        folder.close();
        assertFalse(Files.exists(folder.root()));
        writer.join();
    }

    @Test
    void closingTwiceIsHarmless() throws Exception {
        ShortLived folder = ShortLived.create("tropea-test-");
        assertTrue(Files.isDirectory(folder.root()));
        folder.close();
        folder.close();
        assertFalse(Files.exists(folder.root()));
    }
}
