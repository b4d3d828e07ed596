package org.tropea.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandLineTest {
    @Test
    void optionsAreHandedOnAsTheyAre() throws StartFault {
        CommandLine line = CommandLine.parse(new String[] {
            "--ORPort", "-f", "-f", "/x/torrc", "--hush", "/Log", "--verify-config", "+ExitPolicy", "reject *:*"
        });
        assertEquals(List.of("--ORPort", "-f", "--hush", "/Log", "+ExitPolicy", "reject *:*"), line.arguments());
        assertEquals(CommandLine.Command.VERIFY_CONFIG, line.command());
        assertEquals(Path.of("/x/torrc"), line.torrc());
    }

    @Test
    void anOptionWithoutValueIsRefused() {
        StartFault fault = assertThrows(StartFault.class, () -> CommandLine.parse(new String[] {"--ORPort"}));
        assertEquals("command line: --ORPort needs a value", fault.getMessage());
    }

    @Test
    void aTorrcIsNeeded() {
        assertThrows(StartFault.class, () -> CommandLine.parse(new String[] {"--list-fingerprint"}));
    }

    @Test
    void helpNeedsNoTorrc() throws StartFault {
        assertEquals(
                CommandLine.Command.HELP,
                CommandLine.parse(new String[] {"--help"}).command());
    }
}
