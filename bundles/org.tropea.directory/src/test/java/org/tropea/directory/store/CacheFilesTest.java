package org.tropea.directory.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheFilesTest {
    @TempDir
    Path disk;

    @Test
    void replacesAndReads() {
        CacheFiles files = new CacheFiles(disk.resolve("made/when/needed"));
        assertNull(files.read("a"));
        assertTrue(files.replace("a", new byte[] {1, 2}));
        assertTrue(files.replace("a", new byte[] {3}));
        assertArrayEquals(new byte[] {3}, files.read("a"));
    }

    @Test
    void appends() {
        CacheFiles files = new CacheFiles(disk);
        assertTrue(files.append("a", new byte[] {1}));
        assertTrue(files.append("a", new byte[] {2}));
        assertArrayEquals(new byte[] {1, 2}, files.read("a"));
        files.remove("a");
        files.remove("a");
        assertNull(files.read("a"));
    }

    @Test
    void leavesNothingElseBehind() throws IOException {
        CacheFiles files = new CacheFiles(disk);
        files.replace("a", new byte[10]);
        try (Stream<Path> all = Files.list(disk)) {
            assertEquals(1, all.count());
        }
    }

    @Test
    void whatCannotBeReplacedStaysAsItWas() throws IOException {
        CacheFiles files = new CacheFiles(disk);
        Files.createDirectories(disk.resolve("a/full"));
        assertFalse(files.replace("a", new byte[] {1}));
        assertTrue(Files.isDirectory(disk.resolve("a/full")));
        assertFalse(Files.exists(disk.resolve("a.tmp")));
        assertNull(files.read("a"));
    }
}
