package org.tropea.net.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredFilesTest {
    @TempDir
    Path disk;

    private final List<String> warned = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private int fits = Integer.MAX_VALUE;

    private StoredFiles files(Path directory) {
        return new StoredFiles(directory, warned::add, told::add, this::write);
    }

    /** The disk may have room for a part only. */
    private void write(FileChannel out, ByteBuffer rest) throws IOException {
        int all = rest.limit();
        rest.limit(Math.min(fits, all));
        out.write(rest);
        if (fits < all) {
            throw new IOException("No space left on device");
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void whatIsAddedInPartIsTakenAway() {
        StoredFiles files = files(disk);
        files.append("a", bytes("one\n"));
        fits = 2;
        assertFalse(files.append("a", bytes("two\n")));
        assertFalse(files.append("a", bytes("two\n")));
        fits = Integer.MAX_VALUE;
        assertTrue(files.append("a", bytes("three\n")));
        assertEquals("one\nthree\n", new String(files.read("a"), StandardCharsets.UTF_8));
        assertEquals(1, warned.size(), "said once");
        assertEquals(List.of(disk.resolve("a") + " can be written again"), told);
    }

    @Test
    void whatDoesNotFitLeavesTheOldOneAndNothingElse() throws IOException {
        StoredFiles files = files(disk);
        files.replace("a", bytes("old"));
        fits = 1;
        assertFalse(files.replace("a", bytes("new")));
        assertEquals("old", Files.readString(disk.resolve("a")));
        assertFalse(Files.exists(disk.resolve("a.tmp")));
    }

    @Test
    void withoutADirectoryNothingIsKept() {
        StoredFiles none = StoredFiles.none();
        assertTrue(none.replace("a", bytes("b")));
        assertNull(none.read("a"));
    }

    @Test
    void replacesAndReads() {
        StoredFiles files = files(disk.resolve("made/when/needed"));
        assertNull(files.read("a"));
        assertTrue(files.replace("a", new byte[] {1, 2}));
        assertTrue(files.replace("a", new byte[] {3}));
        assertArrayEquals(new byte[] {3}, files.read("a"));
    }

    @Test
    void appends() {
        StoredFiles files = files(disk);
        assertTrue(files.append("a", new byte[] {1}));
        assertTrue(files.append("a", new byte[] {2}));
        assertArrayEquals(new byte[] {1, 2}, files.read("a"));
        files.remove("a");
        files.remove("a");
        assertNull(files.read("a"));
    }

    @Test
    void leavesNothingElseBehind() throws IOException {
        StoredFiles files = files(disk);
        files.replace("a", new byte[10]);
        try (Stream<Path> all = Files.list(disk)) {
            assertEquals(1, all.count());
        }
    }

    @Test
    void whatCannotBeReplacedStaysAsItWas() throws IOException {
        StoredFiles files = files(disk);
        Files.createDirectories(disk.resolve("a/full"));
        assertFalse(files.replace("a", new byte[] {1}));
        assertTrue(Files.isDirectory(disk.resolve("a/full")));
        assertFalse(Files.exists(disk.resolve("a.tmp")));
        assertNull(files.read("a"));
    }
}
