package org.tropea.transport.obfs4;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The real obfs4proxy as a managed helper program (pt-spec), on loopback, with its state in a folder of the test's. */
final class Obfs4proxy implements AutoCloseable {
    private static final Path PROGRAM = program();

    private final Process process;
    private final BufferedReader lines;
    /** Where it listens: for obfs4 clients as a server, for SOCKS as a client. */
    private InetSocketAddress address;

    private final Map<String, String> arguments = new HashMap<>();

    private Obfs4proxy(Path state, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(PROGRAM.toString()).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("TOR_PT_MANAGED_TRANSPORT_VER", "1");
        builder.environment().put("TOR_PT_STATE_LOCATION", state.toString());
        builder.environment().put("TOR_PT_EXIT_ON_STDIN_CLOSE", "1");
        builder.environment().putAll(environment);
        process = builder.start();
        lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
        readUntilDone();
    }

    private static Path program() {
        try {
            Process get = new ProcessBuilder(Path.of("../../itests/get-obfs4proxy")
                            .toAbsolutePath()
                            .toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String folder = new String(get.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (get.waitFor() != 0) {
                throw new IllegalStateException("itests/get-obfs4proxy failed");
            }
            return Path.of(folder, "obfs4proxy");
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A bridge whose state is in {@code state} and which hands connections on to {@code orPort}. */
    static Obfs4proxy server(Path state, int orPort) throws IOException {
        return new Obfs4proxy(
                state,
                Map.of(
                        "TOR_PT_SERVER_TRANSPORTS", "obfs4",
                        "TOR_PT_SERVER_BINDADDR", "obfs4-127.0.0.1:0",
                        "TOR_PT_ORPORT", "127.0.0.1:" + orPort));
    }

    /** A client for programs that speak SOCKS. */
    static Obfs4proxy client(Path state) throws IOException {
        return new Obfs4proxy(state, Map.of("TOR_PT_CLIENT_TRANSPORTS", "obfs4"));
    }

    private void readUntilDone() throws IOException {
        for (String line = ""; !line.endsWith("METHODS DONE"); ) {
            line = lines.readLine();
            if (line == null || line.contains("ERROR")) {
                throw new IOException("obfs4proxy said " + line);
            }
            String[] words = line.split(" ");
            if (words[0].equals("SMETHOD")) {
                listens(words[2]);
                takeArguments(words[3].substring("ARGS:".length()));
            } else if (words[0].equals("CMETHOD")) {
                listens(words[3]);
            }
        }
    }

    private void listens(String hostAndPort) throws IOException {
        int port = Integer.parseInt(hostAndPort.substring(hostAndPort.lastIndexOf(':') + 1));
        address = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port);
    }

    private void takeArguments(String text) {
        for (String each : text.split(",")) {
            int equals = each.indexOf('=');
            arguments.put(each.substring(0, equals), each.substring(equals + 1));
        }
    }

    InetSocketAddress address() {
        return address;
    }

    /** What a server told that clients must know. */
    Map<String, String> arguments() {
        return arguments;
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            process.destroyForcibly();
        }
    }
}
