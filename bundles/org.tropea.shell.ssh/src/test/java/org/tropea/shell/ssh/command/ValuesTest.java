package org.tropea.shell.ssh.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is offered at the end of a line that is not finished. */
class ValuesTest {
    private final Catalogue catalogue = new SampleCommands().catalogue();

    private List<String> after(String line, String begun) {
        List<String> words = List.of(line.split(" "));
        return new Values(catalogue.find(words.get(0))).after(words.subList(1, words.size()), begun);
    }

    @Test
    void optionsAndTheirValues() {
        assertEquals(List.of("--help", "--json", "--router", "--order", "--most"), after("circ:list", "--"));
        assertEquals(List.of("alice", "bob"), after("circ:list --router", ""));
        assertEquals(List.of("oldest", "newest-first"), after("circ:list --router bob --order", "n"));
        assertEquals(List.of(), after("circ:list --most", ""));
    }

    @Test
    void valuesByPlace() {
        assertEquals(List.of("KIST", "Vanilla"), after("circ:use", ""));
        assertEquals(List.of("KIST", "Vanilla"), after("circ:use --now", "K"));
        assertEquals(List.of(), after("circ:use KIST", ""));
    }

    @Test
    void aCommandThatFailsCompletesNothing() {
        assertEquals(List.of(), after("circ:why", ""));
    }

    /** Has a place for a file. */
    public static final class Installs {
        public void install(String jar) {
            throw new IllegalStateException(jar);
        }
    }

    @Test
    void jarsOfTheHost(@TempDir Path folder) throws Exception {
        Files.createFile(folder.resolve("a.jar"));
        Files.createFile(folder.resolve("secret"));
        Files.createDirectory(folder.resolve("more"));
        ShellCommand install = new ShellCommand(
                "bundle", "install", new Installs(), "", false, false, Set.of(), Map.of("jar", Values.FILES), 0);
        assertEquals(
                List.of(folder + "/a.jar", folder + "/more/"), new Values(install).after(List.of(), folder + "/a"));
        assertEquals(List.of(), new Values(install).after(List.of(), folder + "/none/"));
    }
}
