package org.tropea.itests.interop;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The real obfs4proxy, Debian's, as a server's helper program (pt-spec) that hands connections on to an ExtORPort. */
final class Obfs4proxy implements AutoCloseable {
    private static final String MANAGED = "TOR_PT_";

    private final Process process;
    /** What its clients' Bridge lines say, but for the fingerprint: address and arguments. */
    private String address;

    private String arguments;

    /** Starts it with its state in {@code folder}; it may know {@code cookie}, a file. */
    Obfs4proxy(Path folder, int orPort, int extOrPort, Path cookie) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(program().toString()).redirectError(ProcessBuilder.Redirect.INHERIT);
        Map.of(
                        "MANAGED_TRANSPORT_VER",
                        "1",
                        "STATE_LOCATION",
                        Files.createDirectories(folder).toString(),
                        "EXIT_ON_STDIN_CLOSE",
                        "1",
                        "SERVER_TRANSPORTS",
                        "obfs4",
                        "SERVER_BINDADDR",
                        "obfs4-127.0.0.1:0",
                        "ORPORT",
                        "127.0.0.1:" + orPort,
                        "EXTENDED_SERVER_PORT",
                        "127.0.0.1:" + extOrPort,
                        "AUTH_COOKIE_FILE",
                        cookie.toString())
                .forEach((name, value) -> builder.environment().put(MANAGED + name, value));
        process = builder.start();
        readMethods();
    }

    /** Its program; unpacked for these tests where it is not there yet. */
    static Path program() {
        Path get = Path.of("../get-obfs4proxy").toAbsolutePath().normalize();
        try {
            Process asked = new ProcessBuilder(get.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String folder = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (asked.waitFor() != 0) {
                throw new IllegalStateException(get + " failed");
            }
            return Path.of(folder, "obfs4proxy");
        } catch (IOException fault) {
            throw new IllegalStateException(get + " cannot be run", fault);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private void readMethods() throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
        for (String line = ""; !line.equals("SMETHODS DONE"); ) {
            line = lines.readLine();
            if (line == null || line.contains("ERROR")) {
                throw new IOException("obfs4proxy said " + line);
            }
            if (line.startsWith("SMETHOD ")) {
                String[] words = line.split(" ");
                address = words[2];
                arguments = words[3].substring("ARGS:".length()).replace(',', ' ');
            }
        }
    }

    /** The line by which a client knows the bridge {@code fingerprint} behind it. */
    String bridgeLine(String fingerprint) {
        return "Bridge obfs4 " + address + " " + fingerprint + " " + arguments;
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
