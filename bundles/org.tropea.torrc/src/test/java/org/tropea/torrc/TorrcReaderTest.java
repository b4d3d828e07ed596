package org.tropea.torrc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TorrcReaderTest {
    @TempDir
    Path directory;

    @BeforeEach
    void files() throws IOException {
        Files.createDirectories(directory.resolve("conf.d/nested"));
        write("conf.d/20-b", "Nickname b");
        write("conf.d/10-a", "Nickname a");
        write("conf.d/.hidden", "Nickname hidden");
        write("conf.d/nested/c", "Nickname c");
        write("conf.d/empty", "");
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private String read(String text) throws TorrcFault, IOException {
        Path torrc = write("torrc", text.replace("DIR", directory.toString()));
        return TorrcReader.read(torrc).stream().map(TorrcLine::value).collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource({
        "DIR/conf.d/10-a, a",
        "DIR/conf.d, a b",
        "DIR/conf.d/, a b",
        "DIR/conf.d/*-?, a b",
        "DIR/conf.d/[2-9]*, b",
        "DIR/conf.d/[!2]*-*, a",
        "DIR/*/2*, b",
        "DIR/conf.d/.h*, hidden",
        "DIR/conf.d/none*, ''",
        "DIR/nowhere*/x, ''",
        "DIR/conf.d/*, a b c"
    })
    void includes(String pattern, String expected) throws Exception {
        assertEquals(("first " + expected).strip() + " last", read("A first\n%include " + pattern + "\nB last"));
    }

    @Test
    void aQuotedNameMayHaveSpaces() throws Exception {
        write("with space", "Nickname spaced");
        assertEquals("spaced", read("%include \"DIR/with space\""));
    }

    @Test
    void aLineKeepsItsOwnFileAndNumber() throws Exception {
        Path torrc = write("torrc", "\n%include " + directory + "/conf.d/10-a");
        TorrcLine line = TorrcReader.read(torrc).get(0);
        assertEquals(directory.resolve("conf.d/10-a") + ":1", line.where());
    }

    @Test
    void aMissingIncludeIsAFaultOfItsLine() {
        TorrcFault fault = assertThrows(TorrcFault.class, () -> read("A b\n%include DIR/nowhere"));
        assertTrue(fault.getMessage().endsWith("torrc:2: %include " + directory + "/nowhere: there is no such file"));
    }

    @Test
    void aFileThatIncludesItselfIsAFault() {
        TorrcFault fault = assertThrows(TorrcFault.class, () -> read("%include DIR/torrc"));
        assertTrue(fault.getMessage().endsWith("torrc:1: %include is nested more than 31 deep"));
    }

    @Test
    void aMissingTorrcIsAFault() {
        TorrcFault fault = assertThrows(TorrcFault.class, () -> TorrcReader.read(directory.resolve("nowhere")));
        assertEquals(directory.resolve("nowhere") + ": there is no such file", fault.getMessage());
    }
}
