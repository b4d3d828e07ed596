package org.tropea.torrc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TorrcMainTest {
    @TempDir
    Path directory;

    private Path torrc;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void torrc() throws IOException {
        torrc = Files.writeString(
                directory.resolve("torrc"),
                "DirAuthority a 127.0.0.1:7001 0123456789ABCDEF0123456789ABCDEF01234567\n"
                        + "ORPort 127.0.0.1:9001\nContactInfo me\nExitRelay 0\nNickname relay\n"
                        + "DataDirectory " + directory + "/it's here\nShutdownWaitLength 2 minutes\n"
                        + "Log notice file " + directory + "/notice.log\nLog err stderr\n");
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("-f", torrc.toString()));
        all.addAll(List.of(arguments));
        return TorrcMain.run(all, new PrintStream(out, true), new PrintStream(err, true));
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aValidConfigurationSaysSo() {
        assertEquals(0, run("--verify-config"));
        assertEquals("Configuration was valid\n", text(out));
        assertEquals("", text(err));
    }

    @Test
    void warningsGoToStandardError() {
        assertEquals(0, run("--verify-config", "--ControlPort", "9051"));
        assertEquals(
                "[warn] ControlPort is not honoured yet: use the shell, or the signals of bin/tropea\n", text(err));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--Nickname=|command line: --Nickname= needs a value",
                "--Nicknmae x|command line: Nicknmae: unknown option; the nearest known one is Nickname",
                "Nickname ?|command line: Nickname \"?\": a nickname of 1 to 19 letters and digits",
                "/DirAuthority|DirAuthority: not set; Tropea has no built-in authorities and starts only with a DirAuthority"
                        + " line for each authority of your network"
            })
    void aFaultIsOneLine(String arguments, String message) {
        assertEquals(1, run(arguments.split(" ")));
        assertEquals(message + "\n", text(err));
        assertEquals("", text(out));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"AuthDirReject nowhere", "V3AuthVotingInterval 3 days", "AuthDirBadExit 127.0.0.1/99:*"})
    void whatNoAuthorityCouldStartWithIsAFaultOfAuthorities(String option) {
        List<String> arguments = new ArrayList<>(List.of("--verify-config", "--DirPort", "127.0.0.1:9030"));
        arguments.addAll(List.of(("--" + option).split(" ", 2)));
        assertEquals(0, run(arguments.toArray(new String[0])), text(err));
        arguments.addAll(List.of("--AuthoritativeDirectory", "1", "--V3AuthoritativeDirectory", "1"));
        assertEquals(1, run(arguments.toArray(new String[0])));
        assertTrue(text(err).contains(option.split(" ")[0]), text(err));
    }

    @Test
    void theCommandLineComesLast() throws TorrcFault {
        CommandLine line = CommandLine.parse(
                List.of("-f", torrc.toString(), "--Nickname", "other", "+ORPort", "[::1]:9002", "-l", "info stdout"));
        Torrc merged = Torrc.of(line.layers());
        assertEquals("other", merged.options().text("Nickname"));
        assertEquals(List.of("127.0.0.1:9001", "[::1]:9002"), merged.options().texts("ORPort"));
        assertEquals(List.of("info stdout"), merged.options().texts("Log"));
    }

    @Test
    void aMissingTorrcMayBeIgnored() {
        List<String> arguments = List.of("-f", directory + "/nowhere", "--ignore-missing-torrc", "--verify-config");
        assertEquals(1, TorrcMain.run(arguments, new PrintStream(out), new PrintStream(err)));
        assertTrue(text(err).startsWith("DirAuthority: not set"), text(err));
    }

    @Test
    void defaultsComeBeforeTheTorrc() throws Exception {
        Path defaults = Files.writeString(directory.resolve("defaults"), "Nickname early\nAddress 127.0.0.1\n");
        CommandLine line = CommandLine.parse(List.of("-f", torrc.toString(), "--defaults-torrc", defaults.toString()));
        assertEquals("relay", Torrc.of(line.layers()).options().text("Nickname"));
        assertEquals("127.0.0.1", Torrc.of(line.layers()).options().text("Address"));
    }

    @Test
    void launcherValuesCanBeReadByAShell() throws Exception {
        assertEquals(0, run("--launcher-values"));
        Path script = Files.writeString(
                directory.resolve("read.sh"),
                text(out) + "printf '%s|' \"$TROPEA_DATA_DIRECTORY\" \"$TROPEA_KEY_DIRECTORY\""
                        + " \"$TROPEA_PID_FILE\" \"$TROPEA_NICKNAME\" \"$TROPEA_SHUTDOWN_WAIT_SECONDS\" \"$TROPEA_LOG\"\n");
        Process shell = new ProcessBuilder("sh", script.toString()).start();
        String read = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String data = directory + "/it's here";
        assertEquals(
                data + "|" + data + "/keys||relay|120|notice-err file " + directory + "/notice.log\nerr-err stderr|",
                read);
    }
}
